"""Fetching files over the network as QGIS does: its proxy, its authentication, its certificates."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyQuery, QNetworkReply, QNetworkRequest

from ..engine.errors import Cancelled, PackageError

_LOOK = 100  # ms between two looks at the cancel button
_OFFLINE = "or fetch the wheel on another computer and install from a folder of wheels"
_Error = QNetworkReply.NetworkError
_PROXY = (
    _Error.ProxyConnectionRefusedError,
    _Error.ProxyConnectionClosedError,
    _Error.ProxyNotFoundError,
    _Error.ProxyTimeoutError,
    _Error.UnknownProxyError,
)


def proxy_settings() -> tuple:
    """QGIS's proxy as it is set now; to be asked for in the main thread, for ``use_proxy`` in another one."""
    manager = QgsNetworkAccessManager.instance()
    return manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()


def use_proxy(found: tuple) -> None:
    """Have this thread use a proxy; by itself, it may have the one from before the last change of the settings."""
    QgsNetworkAccessManager.instance().setFallbackProxyAndExcludes(*found)


def fetch(
    url: str,
    write: Callable[[bytes], None],
    is_cancelled: Callable[[], bool],
    progress: Callable[[int, int], None] | None = None,
    accept: str = "*/*",
) -> str:
    """Fetch a file; blocks, so call it from a background thread.

    Args:
        url: http or https.
        write: is given the content, piece by piece.
        is_cancelled: asked several times a second.
        progress: told the bytes that came and those that are to come, 0 if that is not known.
        accept: content types, for the server.

    Returns:
        The address that it came from in the end.

    Raises:
        PackageError: it cannot be fetched; the sentence names the server, and never a password.
        Cancelled: as asked for.
    """
    address = QUrl(url)
    if address.scheme() not in ("http", "https") or not address.host():
        raise PackageError(
            f"'{_shown(address)}' is no address of a package index; it must begin with https:// and name a server."
        )
    request = QNetworkRequest(address)
    request.setRawHeader(b"Accept", accept.encode("ascii"))
    attribute, policy = QNetworkRequest.Attribute, QNetworkRequest.RedirectPolicy
    request.setAttribute(attribute.RedirectPolicyAttribute, _number(policy.NoLessSafeRedirectPolicy))
    request.setAttribute(attribute.CacheSaveControlAttribute, False)  # hundreds of megabytes, needed once
    request.setAttribute(attribute.CacheLoadControlAttribute, _number(QNetworkRequest.CacheLoadControl.AlwaysNetwork))
    reply = QgsNetworkAccessManager.instance().get(request)
    try:
        _Receiver(reply, write, is_cancelled, progress).wait()
        error = reply.error()
        if is_cancelled():
            raise Cancelled("Cancelled; nothing was installed.")
        if error != _Error.NoError:
            raise PackageError(_sentence(reply, error))
        return reply.url().toString()
    finally:
        _dispose(reply)


def _number(member) -> int:
    """Of an enumeration's member: for PyQt6 it is no number, and Qt would read nothing from it."""
    return int(getattr(member, "value", member))


def _dispose(reply: QNetworkReply) -> None:
    """Delete a reply, and in the main thread: only there PyQt hears of it in time.

    Of what is deleted in another thread PyQt hears later, by its address, and then takes a newer reply that lies at
    the same address for the deleted one (seen in one of ten installations).
    """
    reply.setParent(None)
    reply.moveToThread(QCoreApplication.instance().thread())
    reply.deleteLater()


class _Receiver(QObject):
    """Waits for the end of a reply while its content is passed on; errors of ``write`` come through."""

    def __init__(self, reply: QNetworkReply, write, is_cancelled, progress) -> None:
        super().__init__()
        self._reply, self._write, self._is_cancelled, self._progress = reply, write, is_cancelled, progress
        self._loop, self._timer = QEventLoop(), QTimer()
        self._come, self._error = 0, None

    def wait(self) -> None:
        """Return when the reply has ended, however that was."""
        reply, timer = self._reply, self._timer
        reply.readyRead.connect(self._pass_on)
        reply.finished.connect(self._loop.quit)
        timer.timeout.connect(self._look)
        timer.start(_LOOK)
        if not reply.isFinished():
            self._loop.exec()
        timer.stop()
        timer.timeout.disconnect(self._look)
        reply.finished.disconnect(self._loop.quit)
        reply.readyRead.disconnect(self._pass_on)
        self._pass_on()
        self._reply = None
        if self._error is not None:
            raise self._error

    def _pass_on(self) -> None:
        reply = self._reply
        try:
            if self._error is None and reply.error() == _Error.NoError and reply.bytesAvailable():
                piece = bytes(reply.readAll())
                self._write(piece)
                self._come += len(piece)
                if self._progress is not None:
                    total = reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
                    self._progress(self._come, int(total or 0))
        except Exception as error:  # it must not end in Qt's event loop, which cannot pass it on
            self._error = error
            self._loop.quit()

    def _look(self) -> None:
        if self._is_cancelled():
            self._reply.abort()


def _sentence(reply: QNetworkReply, error: QNetworkReply.NetworkError) -> str:
    address = reply.url()
    server, status = address.host(), reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    if error == _Error.ProxyAuthenticationRequiredError or status == 407:
        return "The proxy asks for a user and a password; enter them in Settings → Options → Network, then try again."
    proxy = _proxy_for(address)
    if error in _PROXY or (proxy and error == _Error.ConnectionRefusedError):  # Qt says so of proxies for http
        return (
            f"The proxy {proxy} refused the connection or was not found; check it in Settings → Options → Network, "
            f"{_OFFLINE}."
        )
    if error in (_Error.ContentNotFoundError, _Error.ContentGoneError):
        return f"{server} has no {_shown(address)}; check the address of the package index."
    if error in (_Error.AuthenticationRequiredError, _Error.ContentAccessDenied):
        return f"{server} refuses access to {_shown(address)}; check the address of the package index and your rights."
    if error == _Error.SslHandshakeFailedError:
        return f"The certificate of {server} is not trusted; add it in Settings → Options → Authentication, {_OFFLINE}."
    if status is not None and int(status) >= 400:
        return f"{server} answered with error {int(status)}; try again later, {_OFFLINE}."
    return (
        f"There is no connection to {server} ({reply.errorString()}); check the network and, in Settings → Options → "
        f"Network, the proxy, {_OFFLINE}."
    )


def _proxy_for(address: QUrl) -> str:
    """Host and port of the proxy that stands before an address, "" for none."""
    factory = QgsNetworkAccessManager.instance().proxyFactory()
    found = factory.queryProxy(QNetworkProxyQuery(address)) if factory is not None else []
    none = (QNetworkProxy.ProxyType.NoProxy, QNetworkProxy.ProxyType.DefaultProxy)
    return f"{found[0].hostName()}:{found[0].port()}" if found and found[0].type() not in none else ""


def _shown(address: QUrl) -> str:
    return address.toString(QUrl.UrlFormattingOption.RemoveUserInfo | QUrl.UrlFormattingOption.RemoveQuery)

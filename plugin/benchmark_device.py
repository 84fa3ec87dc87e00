"""The Processing algorithm *Benchmark devices*."""

from __future__ import annotations

from html import escape

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.devices import DEVICES, available_devices
from ..engine.errors import Cancelled, RealignError
from .model_algorithm import ModelAlgorithm

NAMES = tuple(name for name in DEVICES if name != "auto")


class BenchmarkDevice(ModelAlgorithm):
    """``realign:benchmarkdevice``; ids and parameter names are a public API and never change."""

    DEVICE = "DEVICE"
    FASTEST, DIFFERENCE = "FASTEST", "DIFFERENCE"

    def createInstance(self) -> BenchmarkDevice:
        return BenchmarkDevice()

    def name(self) -> str:
        return "benchmarkdevice"

    def displayName(self) -> str:
        return self.tr("Benchmark devices")

    def tags(self) -> list[str]:
        return self.tr(
            "benchmark,speed,time,device,gpu,graphics card,cpu,cuda,tensorrt,directml,coreml,numpy,onnxruntime"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Measures how fast this computer's devices run a model, and whether they agree.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Runs a model on noise, in blocks as large as those of an alignment, and says for each device what really "
            "ran, how many milliseconds a megapixel takes, how far the answers are from those of the CPU, and how much "
            "memory it took where that can be known.\n\n"
            "A device that cannot be used is listed with the reason. The outputs MS_CPU, MS_CUDA and so on hold the "
            "milliseconds of each device that ran, FASTEST the name of the fastest, and DIFFERENCE the largest "
            "difference."
        )

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("BenchmarkDevice", text)

    def initAlgorithm(self, configuration=None) -> None:
        self.add_model()
        self.add(
            QgsProcessingParameterEnum(
                self.DEVICE,
                self.tr("Devices (all that are available if empty)"),
                list(NAMES),
                allowMultiple=True,
                optional=True,
                usesStaticStrings=True,
            ),
            self.tr(
                "The devices to measure. Which of several graphics cards is meant is chosen in Settings → Options → "
                "Realign. TensorRT takes minutes to prepare."
            ),
        )
        self.add_page(self.tr("Measurements"), self.tr("A page with the table."))
        self.addOutput(QgsProcessingOutputString(self.FASTEST, self.tr("Fastest device")))
        self.addOutput(QgsProcessingOutputNumber(self.DIFFERENCE, self.tr("Largest difference (pixels)")))
        for name in NAMES:
            text = self.tr("Milliseconds per megapixel with {}").format(name)
            self.addOutput(QgsProcessingOutputNumber(_output(name), text))

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        from ..engine.device_benchmark import benchmark
        from .settings import chosen_device

        def progress(share: float, text: str) -> None:
            feedback.setProgress(100 * share)
            feedback.setProgressText(text)

        try:
            path = self.path_of_model(parameters, context)
            names = [name for name in self.parameterAsEnumStrings(parameters, self.DEVICE, context) if name]
            devices = [chosen_device(name) for name in names or available_devices()]
            timings = benchmark(path, devices, progress, feedback.isCanceled)
            return self._told(timings, path, parameters, context, feedback)
        except Cancelled:
            feedback.pushInfo(self.tr("Cancelled; nothing was written."))
            return {}
        except RealignError as error:
            raise QgsProcessingException(str(error)) from error

    def _told(self, timings: list, path: str, parameters: dict, context, feedback: QgsProcessingFeedback) -> dict:
        """Say what was measured, and return it by output name."""
        from ..engine.device_benchmark import HEAD, rows
        from ..engine.model import read_card
        from ..engine.pages import page, table

        ran = [timing for timing in timings if not timing.trouble]
        troubles = [timing.trouble for timing in timings if timing.trouble]
        measured = rows(timings)
        widths = [max(len(row[column]) for row in (HEAD, *measured)) for column in range(len(HEAD))]
        for row in (HEAD, *measured):
            feedback.pushInfo("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
        for trouble in troubles:
            feedback.pushWarning(trouble)
        if not ran:
            raise QgsProcessingException(troubles[0])
        card = read_card(path)
        title = self.tr("Devices running {name} {version}").format(name=card.name, version=card.version)
        reasons = "".join(f"<p>{escape(trouble)}</p>" for trouble in troubles)
        results = self.write_page(parameters, context, page(title, table(measured, HEAD, numbers_from=3) + reasons))
        fastest = min(ran, key=lambda timing: timing.milliseconds)
        results[self.FASTEST] = fastest.ran_on
        known = [timing.difference for timing in ran if timing.difference == timing.difference]
        if known:
            results[self.DIFFERENCE] = max(known)
        for timing in ran:
            results[_output(timing.device.partition(":")[0])] = timing.milliseconds
        return results


def _output(device: str) -> str:
    return f"MS_{device.upper()}"

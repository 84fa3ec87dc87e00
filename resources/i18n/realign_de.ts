<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AccelerationPanel</name>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Copy diagnosis</source>
            <translation>Diagnose &amp;kopieren</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Device</source>
            <translation>&amp;Gerät</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Try it</source>
            <translation>&amp;Ausprobieren</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Apple (CoreML)</source>
            <translation>Apple (CoreML)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Graphics card on Windows (DirectML)</source>
            <translation>Grafikkarte unter Windows (DirectML)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>It runs with numpy.</source>
            <translation>Es läuft mit numpy.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>It runs with {backend} on the device {device}.</source>
            <translation>Es läuft mit {backend} auf dem Gerät {device}.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>NVIDIA-Grafikkarte (CUDA)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>NVIDIA graphics card (TensorRT)</source>
            <translation>NVIDIA-Grafikkarte (TensorRT)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Nothing yet.</source>
            <translation>Noch nichts.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Nothing: the device {} needs ONNX Runtime; install it below, or choose Automatic.</source>
            <translation>Nichts: Das Gerät {} braucht ONNX Runtime; installieren Sie es unten oder wählen Sie Automatisch.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Processor (CPU)</source>
            <translation>Prozessor (CPU)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Ran last</source>
            <translation>Lief zuletzt</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Run a shipped model now, and see which device really runs it.</source>
            <translation>Ein mitgeliefertes Modell jetzt rechnen lassen und sehen, welches Gerät es wirklich rechnet.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Running a shipped model…</source>
            <translation>Ein mitgeliefertes Modell rechnet…</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>The diagnosis is in the clipboard; paste it into the bug report.</source>
            <translation>Die Diagnose ist in der Zwischenablage; fügen Sie sie in den Fehlerbericht ein.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Versions, devices, settings and messages for a bug report, without names, folders and passwords.</source>
            <translation>Versionen, Geräte, Einstellungen und Meldungen für einen Fehlerbericht, ohne Namen, Ordner und Passwörter.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>What runs the networks</source>
            <translation>Was die Netze rechnet</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Which of several graphics cards; the first one is number 0.</source>
            <translation>Welche von mehreren Grafikkarten; die erste hat die Nummer 0.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Would run now</source>
            <translation>Würde jetzt laufen</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>from QGIS's Python</source>
            <translation>aus dem Python von QGIS</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>from this profile</source>
            <translation>aus diesem Profil</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>nu&amp;mber</source>
            <translation>Nu&amp;mmer</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>numpy {version}, which comes with QGIS; it takes about {times} times as long as ONNX Runtime.</source>
            <translation>numpy {version}, das mit QGIS kommt; es braucht etwa {times}-mal so lange wie ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>numpy, without ONNX Runtime</source>
            <translation>numpy, ohne ONNX Runtime</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{backend} on {device}, with the model {model}, {when}</source>
            <translation>{backend} auf {device}, mit dem Modell {model}, {when}</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the device {device}, if it can; no other is tried.</source>
            <translation>{name} ({where}) auf dem Gerät {device}, wenn es kann; kein anderes wird versucht.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the device {device}, or on the processor if that does not work.</source>
            <translation>{name} ({where}) auf dem Gerät {device} oder, wenn das nicht geht, auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the processor.</source>
            <translation>{name} ({where}) auf dem Prozessor.</translation>
        </message>
    </context>
    <context>
        <name>AlignVectors</name>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A model trained for this task (.onnx with a model card). If empty, the default is used: the model for roads on layers of lines, that for buildings on others, as they ship or as they were chosen in Settings → Options → Realign.</source>
            <translation>Ein für diese Aufgabe trainiertes Modell (.onnx mit Modellkarte). Ist nichts angegeben, wird die Vorgabe benutzt: das Modell für Straßen bei Linienlayern, sonst das für Gebäude, wie mitgeliefert oder wie unter Einstellungen → Optionen → Realign gewählt.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A page with counts, histograms, and pictures before and after.</source>
            <translation>Eine Seite mit Anzahlen, Histogrammen und Bildern vorher und nachher.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A raster of three bands: the move in metres to the east, to the north, and the confidence.</source>
            <translation>Ein Raster mit drei Kanälen: die Verschiebung in Metern nach Osten, nach Norden, und die Zuverlässigkeit.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Align vectors to imagery</source>
            <translation>Vektoren an Luftbild ausrichten</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Aligned</source>
            <translation>Ausgerichtet</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Arrows</source>
            <translation>Pfeile</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Asks the network eight times, with the imagery turned and mirrored. Eight times slower.</source>
            <translation>Fragt das Netz achtmal, mit gedrehtem und gespiegeltem Bild. Achtmal langsamer.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Average over rotations and mirror images</source>
            <translation>Über Drehungen und Spiegelungen mitteln</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Buildings, roads or other features that lie off the imagery. If only selected features are used, only these are written.</source>
            <translation>Gebäude, Straßen oder andere Objekte, die neben dem Bild liegen. Werden nur gewählte Objekte benutzt, werden nur diese geschrieben.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Abgebrochen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Device: {}</source>
            <translation>Gerät: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Displacement field</source>
            <translation>Verschiebungsfeld</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Each vertex</source>
            <translation>Jeder Stützpunkt</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Each vertex: every corner moves by itself. Rigid: features that touch move together by one shift and one rotation, so that right angles stay right. Shift only: they move together by one shift.</source>
            <translation>Jeder Stützpunkt: Jede Ecke bewegt sich für sich. Starr: Objekte, die sich berühren, bewegen sich gemeinsam mit einer Verschiebung und einer Drehung, sodass rechte Winkel recht bleiben. Nur verschieben: Sie bewegen sich gemeinsam mit einer Verschiebung.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Extent to align</source>
            <translation>Auszurichtende Ausdehnung</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Features outside this extent keep their place and get the status outside. If empty, all are aligned.</source>
            <translation>Objekte außerhalb dieser Ausdehnung behalten ihren Platz und bekommen den Status outside. Ist nichts angegeben, werden alle ausgerichtet.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Features: {}</source>
            <translation>Objekte: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>From 0 to 1. Features with less confidence than this keep their place and get the status doubtful. If empty, the threshold that was measured for the model is used.</source>
            <translation>Von 0 bis 1. Objekte mit geringerer Zuverlässigkeit behalten ihren Platz und bekommen den Status doubtful. Ist nichts angegeben, wird die Schwelle benutzt, die für das Modell gemessen wurde.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>HTML files (*.html)</source>
            <translation>HTML-Dateien (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>How far features may be off, in metres on the ground: up to 60 with the shipped model. More takes longer and errs more easily.</source>
            <translation>Wie weit Objekte daneben liegen dürfen, in Metern am Boden: bis zu 60 mit dem mitgelieferten Modell. Mehr dauert länger und irrt leichter.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Imagery</source>
            <translation>Luftbild</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Layer to align</source>
            <translation>Auszurichtender Layer</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Loading the model</source>
            <translation>Das Modell wird geladen</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Maximum displacement (metres)</source>
            <translation>Größte Verschiebung (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Method</source>
            <translation>Methode</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Minimum confidence (the model's own if empty)</source>
            <translation>Mindestzuverlässigkeit (leer: die des Modells)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Model (shipped model if empty)</source>
            <translation>Modell (leer: das mitgelieferte)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Model: {}</source>
            <translation>Modell: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Moves buildings or roads that lie metres off the imagery to where the imagery shows them.</source>
            <translation>Bewegt Gebäude oder Straßen, die Meter neben dem Bild liegen, dorthin, wo das Bild sie zeigt.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Moves the features of a layer to where the imagery shows them. A neural network compares the two, first coarsely, then ever more finely; it runs on this computer, on the graphics card if there is one.

Nothing is lost: features, ids, order, attributes, Z and M values stay as they are, and corners that features share stay shared. A feature for which the network is not sure enough keeps its place. Four fields say what happened:

&lt;b&gt;ra_dx, ra_dy&lt;/b&gt;: the mean move in metres, east and north
&lt;b&gt;ra_conf&lt;/b&gt;: the probability that the feature is now within a metre of the truth
&lt;b&gt;ra_status&lt;/b&gt;: aligned, doubtful (kept: confidence too low), absent (the imagery does not show it), outside (kept: no imagery there), invalid (kept: would have become invalid), empty (no geometry); after a review by a person: accepted, reverted, fixed

Layer and imagery may have different CRSs. The shipped models know buildings, and roads as lines, in imagery of about 0.3 m.</source>
            <translation>Bewegt die Objekte eines Layers dorthin, wo das Bild sie zeigt. Ein neuronales Netz vergleicht beide, erst grob, dann immer feiner; es läuft auf diesem Rechner, auf der Grafikkarte, wenn es eine gibt.

Nichts geht verloren: Objekte, IDs, Reihenfolge, Attribute, Z- und M-Werte bleiben, wie sie sind, und Ecken, die Objekte gemeinsam haben, bleiben gemeinsam. Ein Objekt, bei dem das Netz nicht sicher genug ist, behält seinen Platz. Vier Felder sagen, was geschehen ist:

&lt;b&gt;ra_dx, ra_dy&lt;/b&gt;: die mittlere Verschiebung in Metern, nach Osten und Norden
&lt;b&gt;ra_conf&lt;/b&gt;: die Wahrscheinlichkeit, dass das Objekt nun höchstens einen Meter neben der Wahrheit liegt
&lt;b&gt;ra_status&lt;/b&gt;: aligned (ausgerichtet), doubtful (belassen: zu unsicher), absent (das Bild zeigt es nicht), outside (belassen: dort ist kein Bild), invalid (belassen: wäre ungültig geworden), empty (ohne Geometrie); nach einer Durchsicht durch einen Menschen: accepted (angenommen), reverted (zurückgesetzt), fixed (berichtigt)

Layer und Bild dürfen verschiedene KBS haben. Die mitgelieferten Modelle kennen Gebäude, und Straßen als Linien, in Bildern von etwa 0,3 m.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>One line for each feature that moved, from where it was to where it is.</source>
            <translation>Eine Linie für jedes bewegte Objekt, von seinem alten zu seinem neuen Platz.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Reading the layer</source>
            <translation>Der Layer wird gelesen</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Rigid: shift and turn, shapes kept</source>
            <translation>Starr: verschieben und drehen, Formen bleiben</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Shift only</source>
            <translation>Nur verschieben</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>The imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer. Web tiles are read at the zoom level of about 0.3 m per pixel.</source>
            <translation>Das Bild, das richtig liegt: eine Rasterdatei, XYZ-Kacheln, WMTS, WMS oder irgendein anderer Rasterlayer. Web-Kacheln werden in der Zoomstufe von etwa 0,3 m je Pixel gelesen.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>The layer with its features moved, in its own CRS, with the fields ra_dx, ra_dy, ra_conf, ra_status.</source>
            <translation>Der Layer mit bewegten Objekten, in seinem eigenen KBS, mit den Feldern ra_dx, ra_dy, ra_conf, ra_status.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Vectors</source>
            <translation>Vektoren</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Writing the report</source>
            <translation>Der Bericht wird geschrieben</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Writing the results</source>
            <translation>Die Ergebnisse werden geschrieben</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>align,realign,conflate,shift,offset,displacement,register,match,rectify,adjust,snap,buildings,roads,footprints,imagery,aerial,satellite,basemap,orthophoto,neural network,deep learning</source>
            <translation>ausrichten,angleichen,verschieben,Versatz,Verschiebung,registrieren,abgleichen,entzerren,anpassen,einrasten,Gebäude,Straßen,Grundrisse,Bild,Luftbild,Satellitenbild,Basiskarte,Orthofoto,neuronales Netz,maschinelles Lernen</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network</source>
            <translation>{:.2f} Megapixel in {:.1f} s, davon {:.1f} s im Netz</translation>
        </message>
    </context>
    <context>
        <name>BackendList</name>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Use</source>
            <translation>&amp;Benutzen</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Verify</source>
            <translation>&amp;Prüfen</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>All files are as they should be, and a shipped model runs on the device {}.</source>
            <translation>Alle Dateien sind, wie sie sein sollen, und ein mitgeliefertes Modell läuft auf dem Gerät {}.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>All files are as they should be. A model can be run once QGIS has been started again.</source>
            <translation>Alle Dateien sind, wie sie sein sollen. Ein Modell kann rechnen, sobald QGIS neu gestartet wurde.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Compare all files with their checksums, and run a shipped model.</source>
            <translation>Alle Dateien mit ihren Prüfsummen vergleichen und ein mitgeliefertes Modell rechnen lassen.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Delete it; one that is loaded goes at the next start of QGIS.</source>
            <translation>Löscht es; was geladen ist, verschwindet beim nächsten Start von QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Installed in this profile</source>
            <translation>In diesem Profil installiert</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Nothing is installed here.</source>
            <translation>Hier ist nichts installiert.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Package</source>
            <translation>Paket</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Use this one; where another one is loaded, from the next start of QGIS.</source>
            <translation>Dieses benutzen; wo ein anderes geladen ist, ab dem nächsten Start von QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Verifying…</source>
            <translation>Es wird geprüft…</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>for another Python</source>
            <translation>für ein anderes Python</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>from the next start</source>
            <translation>ab dem nächsten Start</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>goes at the next start</source>
            <translation>verschwindet beim nächsten Start</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>in use</source>
            <translation>in Benutzung</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>loaded</source>
            <translation>geladen</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>not used</source>
            <translation>nicht benutzt</translation>
        </message>
    </context>
    <context>
        <name>BenchmarkDevice</name>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>A page with the table.</source>
            <translation>Eine Seite mit der Tabelle.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Benchmark devices</source>
            <translation>Geräte messen</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Abgebrochen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Devices (all that are available if empty)</source>
            <translation>Geräte (leer: alle verfügbaren)</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Devices running {name} {version}</source>
            <translation>Geräte mit {name} {version}</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Fastest device</source>
            <translation>Schnellstes Gerät</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Largest difference (pixels)</source>
            <translation>Größter Unterschied (Pixel)</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Measurements</source>
            <translation>Messungen</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Measures how fast this computer's devices run a model, and whether they agree.</source>
            <translation>Misst, wie schnell die Geräte dieses Rechners ein Modell rechnen, und ob sie übereinstimmen.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Milliseconds per megapixel with {}</source>
            <translation>Millisekunden je Megapixel mit {}</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Runs a model on noise, in blocks as large as those of an alignment, and says for each device what really ran, how many milliseconds a megapixel takes, how far the answers are from those of the CPU, and how much memory it took where that can be known.

A device that cannot be used is listed with the reason. The outputs MS_CPU, MS_CUDA and so on hold the milliseconds of each device that ran, FASTEST the name of the fastest, and DIFFERENCE the largest difference.</source>
            <translation>Lässt ein Modell auf Rauschen rechnen, in Blöcken wie beim Ausrichten, und sagt für jedes Gerät, was wirklich lief, wie viele Millisekunden ein Megapixel braucht, wie weit die Antworten von denen der CPU entfernt sind und, wo man es wissen kann, wie viel Speicher nötig war.

Ein Gerät, das nicht benutzt werden kann, wird mit dem Grund aufgeführt. Die Ausgaben MS_CPU, MS_CUDA und so weiter enthalten die Millisekunden jedes Geräts, das lief, FASTEST den Namen des schnellsten und DIFFERENCE den größten Unterschied.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>The devices to measure. Which of several graphics cards is meant is chosen in Settings → Options → Realign. TensorRT takes minutes to prepare.</source>
            <translation>Die zu messenden Geräte. Welche von mehreren Grafikkarten gemeint ist, wird unter Einstellungen → Optionen → Realign gewählt. TensorRT braucht Minuten zur Vorbereitung.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>benchmark,speed,time,device,gpu,graphics card,cpu,cuda,tensorrt,directml,coreml,numpy,onnxruntime</source>
            <translation>Benchmark,Geschwindigkeit,Zeit,Gerät,GPU,Grafikkarte,CPU,CUDA,TensorRT,DirectML,CoreML,numpy,onnxruntime</translation>
        </message>
    </context>
    <context>
        <name>ColorizeImagery</name>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>1 gives the model's colours, 0 grey; more than 1 makes them more vivid.</source>
            <translation>1 ergibt die Farben des Modells, 0 Grau; mehr als 1 macht sie kräftiger.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) with the imagery's georeference, CRS and transparency.</source>
            <translation>Ein Cloud Optimized GeoTIFF (.tif) mit Georeferenz, KBS und Transparenz des Bildes.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>A point anywhere on Earth, in any CRS. If empty, the middle of the imagery (of a web service, of the extent), or no certain place where the model knows none within 200 km. Imagery without a CRS needs one.</source>
            <translation>Ein Punkt irgendwo auf der Erde, in einem beliebigen KBS. Ist er leer, die Mitte des Bildes (bei einem Webdienst die der Ausdehnung), oder kein bestimmter Ort, wo das Modell im Umkreis von 200 km keinen kennt. Bilder ohne KBS brauchen einen.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Colorize grayscale imagery</source>
            <translation>Graustufenbilder einfärben</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Colorized imagery</source>
            <translation>Eingefärbtes Bild</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_run.py" />
            <source>Colours of: {}</source>
            <translation>Farben von: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Extent to colorize</source>
            <translation>Ausdehnung, die gefärbt wird</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Gives grey imagery colours, as the ground has them where it lies, or as it has them at another place that you click on the map. A neural network has learned which colours go with what is to be seen, and how they change from place to place; it runs on this computer, on the graphics card if there is one.

The imagery may be a file of 8 or 16 bits or of floating-point numbers, with or without a CRS, XYZ tiles, WMTS, WMS or any other raster layer. Only colour is added: the lightness of every pixel stays exactly as it was, and nothing is moved. What is transparent stays transparent.

The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that imagery of any size needs little memory, and no seam is to be seen where blocks meet.

Colours are guessed: they make a photograph easier to read, but they prove nothing.</source>
            <translation>Gibt grauen Bildern Farben, wie der Boden sie hat, wo sie liegen, oder wie er sie an einem anderen Ort hat, den Sie in der Karte anklicken. Ein neuronales Netz hat gelernt, welche Farben zu dem gehören, was zu sehen ist, und wie sie sich von Ort zu Ort ändern; es läuft auf diesem Rechner, auf der Grafikkarte, wenn es eine gibt.

Das Bild kann eine Datei mit 8 oder 16 Bit oder Gleitkommazahlen sein, mit oder ohne KBS, XYZ-Kacheln, WMTS, WMS oder jeder andere Rasterlayer. Nur Farbe kommt hinzu: Die Helligkeit jedes Pixels bleibt genau, wie sie war, und nichts wird verschoben. Was durchsichtig ist, bleibt durchsichtig.

Das Ergebnis ist ein Cloud Optimized GeoTIFF mit Übersichten. Es entsteht Block für Block, sodass Bilder jeder Größe wenig Speicher brauchen, und wo Blöcke sich treffen, ist keine Naht zu sehen.

Farben sind geraten: Sie machen ein Foto leichter lesbar, aber sie beweisen nichts.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Gives grey imagery, such as old aerial photographs, the colours of the place where it lies.</source>
            <translation>Gibt grauen Bildern, etwa alten Luftbildern, die Farben des Orts, an dem sie liegen.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>How finely a web service is read, or how large the pixels of a file without a CRS are, in metres on the ground. Other files are read in their own pixels.</source>
            <translation>Wie fein ein Webdienst gelesen wird, oder wie groß die Pixel einer Datei ohne KBS sind, in Metern am Boden. Andere Dateien werden in ihren eigenen Pixeln gelesen.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Imagery</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Only this part is colorized. If empty, all of the imagery; of a web service a part must be chosen.</source>
            <translation>Nur dieser Teil wird gefärbt. Ist er leer, das ganze Bild; von einem Webdienst muss ein Teil gewählt werden.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Place whose colours are taken</source>
            <translation>Ort, dessen Farben genommen werden</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Resolution (metres per pixel; the model's if empty)</source>
            <translation>Auflösung (Meter je Pixel; die des Modells, wenn leer)</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Saturation</source>
            <translation>Sättigung</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>The grey imagery: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers. Of imagery in colour only the lightness is kept, and coloured anew.</source>
            <translation>Das graue Bild: eine Rasterdatei, mit oder ohne KBS, XYZ-Kacheln, WMTS, WMS oder andere Layer. Von farbigen Bildern bleibt nur die Helligkeit und wird neu gefärbt.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>colorize,colourise,color,colour,gray,grayscale,grey,black and white,panchromatic,aerial,old,historical,photograph,orthophoto,imagery,raster,place,neural network,deep learning</source>
            <translation>einfärben,kolorieren,Farbe,Farben,grau,Graustufen,Schwarzweiß,panchromatisch,Luftbild,alt,historisch,Foto,Orthofoto,Bild,Raster,Ort,neuronales Netz,Deep Learning,colorize</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_run.py" />
            <source>no certain place</source>
            <translation>keinem bestimmten Ort</translation>
        </message>
    </context>
    <context>
        <name>EvaluateAlignment</name>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>90th percentile (metres)</source>
            <translation>90. Perzentil (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>A field of all layers, equal for what is the same thing. If empty, order or place decides.</source>
            <translation>Ein Feld aller Layer, gleich für dasselbe Ding. Wenn leer, entscheidet Reihenfolge oder Ort.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>A page with the curve, histograms, a map of errors and the table.</source>
            <translation>Eine Seite mit der Kurve, Histogrammen, einer Fehlerkarte und der Tabelle.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>An aligned layer, a registered map, or the displacement raster of a registration.</source>
            <translation>Ein ausgerichteter Layer, eine eingepasste Karte oder das Verschiebungsraster einer Einpassung.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>CSV files (*.csv)</source>
            <translation>CSV-Dateien (*.csv)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Abgebrochen; es wurde nichts geschrieben.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Compares a layer with a reference that is right: how far are its vertices from where they truly lie? Features are matched by a key field; without one by their order, where both layers have the same structure; else each with the nearest, one to one. Layers may have different CRSs.

A registered map, or the displacement raster of a registration, is compared with a layer of lines, each drawn from where something lies on it to where it truly lies, or with control points of the Georeferencer.

The results are the mean, the median and other measures in metres, the shares of vertices within 0.5 to 20 metres and, if the resolution is given, within 1 to 10 pixels; as numbers for models and scripts, as a table, as lines of errors on the map, and as a report with a curve, histograms and a map.</source>
            <translation>Vergleicht einen Layer mit einer richtigen Referenz: Wie weit sind seine Stützpunkte davon entfernt, wo sie wirklich liegen? Objekte werden nach einem Schlüsselfeld zugeordnet; ohne ein solches nach ihrer Reihenfolge, wo beide Layer gleich aufgebaut sind; sonst jedes dem nächsten, eins zu eins. Die Layer dürfen verschiedene KBS haben.

Eine eingepasste Karte oder das Verschiebungsraster einer Einpassung wird mit einem Layer von Linien verglichen, jede von der Stelle gezeichnet, an der etwas darauf liegt, zu der, an der es wirklich liegt, oder mit Passpunkten der Georeferenzierung.

Ergebnisse sind Mittel, Median und andere Maße in Metern, die Anteile der Stützpunkte innerhalb von 0,5 bis 20 Metern und, wenn die Auflösung angegeben ist, innerhalb von 1 bis 10 Pixeln; als Zahlen für Modelle und Skripte, als Tabelle, als Fehlerlinien auf der Karte und als Bericht mit Kurve, Histogrammen und Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Comparing</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Control points as the Georeferencer saves them, of the raster itself or, for a displacement raster, of the map that was registered.</source>
            <translation>Passpunkte, wie die Georeferenzierung sie speichert, des Rasters selbst oder, bei einem Verschiebungsraster, der eingepassten Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Control points of a raster, instead</source>
            <translation>Stattdessen Passpunkte eines Rasters</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Counts errors in pixels of this size, too. If empty, a raster's own, and none for layers.</source>
            <translation>Zählt Fehler auch in Pixeln dieser Größe. Wenn leer, die eines Rasters, und für Layer keine.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Errors</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Evaluate alignment</source>
            <translation>Ausrichtung prüfen</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Evaluation</source>
            <translation>Prüfung</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Features</source>
            <translation>Objekte</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Features matched</source>
            <translation>Zugeordnete Objekte</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>HTML files (*.html)</source>
            <translation>HTML-Dateien (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Key field</source>
            <translation>Schlüsselfeld</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Key points</source>
            <translation>Prüfpunkte</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Largest error (metres)</source>
            <translation>Größter Fehler (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Layer before it was aligned</source>
            <translation>Layer vor der Ausrichtung</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Layer or raster to evaluate</source>
            <translation>Zu prüfender Layer oder Raster</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error (metres)</source>
            <translation>Mittlerer Fehler (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error before (metres)</source>
            <translation>Mittlerer Fehler vorher (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error to the east (metres)</source>
            <translation>Mittlerer Fehler nach Osten (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error to the north (metres)</source>
            <translation>Mittlerer Fehler nach Norden (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error without the median error (metres)</source>
            <translation>Mittlerer Fehler ohne den Medianfehler (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Measures how far a layer, or a registered map, is from where things truly lie.</source>
            <translation>Misst, wie weit ein Layer oder eine eingepasste Karte davon entfernt ist, wo die Dinge wirklich liegen.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Median error (metres)</source>
            <translation>Medianfehler (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>One line for each vertex, from where it lies to where it truly lies, with the fields feature (its id), error_m, and east_m and north_m: the error itself, where it lies minus where it should.</source>
            <translation>Je Stützpunkt eine Linie von seiner Lage zu seiner wahren Lage, mit den Feldern feature (seine Kennung), error_m sowie east_m und north_m: der Fehler selbst, seine Lage minus die richtige.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Reading the layers</source>
            <translation>Layer lesen</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Reference that is right</source>
            <translation>Richtige Referenz</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Resolution (metres per pixel; metres only if empty)</source>
            <translation>Auflösung (Meter je Pixel; nur Meter, wenn leer)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Root mean square error (metres)</source>
            <translation>Mittlerer quadratischer Fehler (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Share within {} metres</source>
            <translation>Anteil innerhalb von {} Metern</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Share within {} pixels</source>
            <translation>Anteil innerhalb von {} Pixeln</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Table</source>
            <translation>Tabelle</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>The measures, one a row; shares in per cent.</source>
            <translation>Die Maße, eines je Zeile; Anteile in Prozent.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>The same features where they truly lie. For a raster: lines, each from where something lies on it (on a displacement raster: where it lay on the map before) to where it truly lies.</source>
            <translation>Dieselben Objekte, wo sie wirklich liegen. Für ein Raster: Linien, jede von der Stelle, an der etwas darauf liegt (bei einem Verschiebungsraster: an der es vorher auf der Karte lag), zu der, an der es wirklich liegt.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>To be compared with the same reference, so that curve and histogram show what was gained.</source>
            <translation>Wird mit derselben Referenz verglichen, so dass Kurve und Histogramm zeigen, was gewonnen wurde.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Writing the results</source>
            <translation>Ergebnisse schreiben</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>evaluate,accuracy,quality,error,residual,rmse,positional accuracy,compare,reference,ground truth,check points,alignment,registration,curve,histogram,report</source>
            <translation>prüfen,Genauigkeit,Qualität,Fehler,Restfehler,RMSE,Lagegenauigkeit,vergleichen,Referenz,Wahrheit,Kontrollpunkte,Ausrichtung,Einpassung,Kurve,Histogramm,Bericht</translation>
        </message>
    </context>
    <context>
        <name>ExportStyleTiles</name>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>A folder with one folder for each style, made like those that come with Realign: one QML file for each layer, and map.json. All of them are drawn, too.</source>
            <translation>Ein Ordner mit einem Ordner je Stil, aufgebaut wie die von Realign: eine QML-Datei je Layer und map.json. Auch diese werden alle gezeichnet.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Cancelled; run it again to go on where it stopped.</source>
            <translation>Abgebrochen; ein neuer Lauf geht dort weiter, wo dieser aufgehört hat.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draw labels</source>
            <translation>Beschriftung zeichnen</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draws one area as map tiles in several styles, each tile in all of them.</source>
            <translation>Zeichnet ein Gebiet als Kartenkacheln in mehreren Stilen, jede Kachel in allen.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draws one area in several styles, and writes XYZ tiles of 256 pixels (EPSG:3857) as style/zoom/column/row.png: for teaching a network to translate one style into another, or for a web map.

A style is one of those that come with Realign, drawn from layers of buildings, roads, water, waterways, land use and rails as OpenStreetMap has them, or a map theme of the project.

Tiles that are there already are kept, so a run that was cancelled goes on where it stopped; delete the folder to draw them anew. No tile is ever left unfinished.</source>
            <translation>Zeichnet ein Gebiet in mehreren Stilen und schreibt XYZ-Kacheln von 256 Pixeln (EPSG:3857) als style/zoom/column/row.png: damit ein Netz lernt, einen Stil in einen anderen zu übertragen, oder für eine Webkarte.

Ein Stil ist einer von denen, die Realign beiliegen, gezeichnet aus Layern von Gebäuden, Straßen, Wasser, Wasserläufen, Landnutzung und Gleisen, wie OpenStreetMap sie hat, oder ein Kartenthema des Projekts.

Kacheln, die schon da sind, bleiben; ein abgebrochener Lauf geht also dort weiter, wo er aufgehört hat. Löschen Sie den Ordner, um sie neu zu zeichnen. Keine Kachel bleibt je halb fertig.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Export style tiles</source>
            <translation>Stilkacheln exportieren</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Extent</source>
            <translation>Ausdehnung</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Folder for the tiles</source>
            <translation>Ordner für die Kacheln</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Folder of more styles</source>
            <translation>Ordner mit weiteren Stilen</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Layers for Realign's styles (those of the project if empty)</source>
            <translation>Layer für die Stile von Realign (die des Projekts, wenn leer)</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Maps</source>
            <translation>Karten</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Styles and map themes (all that come with Realign if empty)</source>
            <translation>Stile und Kartenthemen (alle, die Realign beiliegen, wenn leer)</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The area to draw, in any CRS. Every tile that it touches is drawn whole.</source>
            <translation>Das Gebiet, in beliebigem KBS. Jede Kachel, die es berührt, wird ganz gezeichnet.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The folder of more styles holds none; choose one that does.</source>
            <translation>Der Ordner mit weiteren Stilen enthält keinen; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layer '{name}' is drawn as {role}.</source>
            <translation>Der Layer '{name}' wird als {role} gezeichnet.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layer '{}' is left out: its name says nothing about what it holds.</source>
            <translation>Der Layer '{}' bleibt weg: Sein Name sagt nicht, was er enthält.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layers that Realign's styles draw. Each is known by its name, which must hold one of the words buildings, roads, water, waterways, landuse, rail; others are left out. The fields highway, landuse, natural and leisure tell classes apart, where they are there. Map themes draw their own layers.</source>
            <translation>Die Layer, die Realigns Stile zeichnen. Jeder wird an seinem Namen erkannt, der eines der Wörter buildings, roads, water, waterways, landuse, rail enthalten muss; andere bleiben weg. Die Felder highway, landuse, natural und leisure unterscheiden Klassen, wo es sie gibt. Kartenthemen zeichnen ihre eigenen Layer.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The styles to draw: those that come with Realign, and the map themes of the project.</source>
            <translation>Die Stile: die, die Realign beiliegen, und die Kartenthemen des Projekts.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Tiles kept</source>
            <translation>Behaltene Kacheln</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Tiles written</source>
            <translation>Geschriebene Kacheln</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Two styles would write into the folder '{}'; rename one of them.</source>
            <translation>Zwei Stile würden in den Ordner '{}' schreiben; benennen Sie einen davon um.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Where the tiles go: one folder for each style. Tiles that are there already are kept.</source>
            <translation>Wohin die Kacheln kommen: ein Ordner je Stil. Kacheln, die schon da sind, bleiben.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Whether names are drawn. Training tiles are better without.</source>
            <translation>Ob Namen gezeichnet werden. Für das Training sind Kacheln ohne sie besser.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Zoom level of the tiles. The styles that come with Realign are made for 13 to 18.</source>
            <translation>Zoomstufe der Kacheln. Die Stile, die Realign beiliegen, sind für 13 bis 18 gemacht.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>tiles,xyz,style,styles,map themes,render,paired,training,cartography,toner,watercolor,engraved,topographic,osm,openstreetmap,png</source>
            <translation>Kacheln,XYZ,Stil,Stile,Kartenthemen,zeichnen,Paare,Training,Kartografie,Toner,Aquarell,Kupferstich,topografisch,OSM,OpenStreetMap,PNG</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{tiles} tiles at zoom {zoom} in each of {styles} styles</source>
            <translation>{tiles} Kacheln bei Zoom {zoom} in jedem von {styles} Stilen</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{written} tiles written, {kept} kept as they were</source>
            <translation>{written} Kacheln geschrieben, {kept} blieben, wie sie waren</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{} tiles for each style are too many; choose a lower zoom or a smaller extent.</source>
            <translation>{} Kacheln je Stil sind zu viele; wählen Sie einen kleineren Zoom oder eine kleinere Ausdehnung.</translation>
        </message>
    </context>
    <context>
        <name>InstallBox</name>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Folder of wheels</source>
            <translation>&amp;Ordner mit Wheels</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Install</source>
            <translation>&amp;Installieren</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Package</source>
            <translation>&amp;Paket</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;With NVIDIA's libraries CUDA and cuDNN, about 2 GB more</source>
            <translation>&amp;Mit den NVIDIA-Bibliotheken CUDA und cuDNN, etwa 2 GB mehr</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Address of a package index, or of a mirror of one. Proxy and passwords are those of QGIS.</source>
            <translation>Adresse eines Paketverzeichnisses oder einer Kopie davon. Proxy und Passwörter sind die von QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Address of the package index</source>
            <translation>Adresse des Paketverzeichnisses</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Ca&amp;ncel</source>
            <translation>Abbre&amp;chen</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Cancelled; nothing was installed.</source>
            <translation>Abgebrochen; nichts wurde installiert.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Choose a folder of wheels first.</source>
            <translation>Wählen Sie zuerst einen Ordner mit Wheels.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Folder of wheels</source>
            <translation>Ordner mit Wheels</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>For computers without a network: a folder with .whl files that were fetched on another one.</source>
            <translation>Für Rechner ohne Netz: ein Ordner mit .whl-Dateien, die auf einem anderen geholt wurden.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Install</source>
            <translation>Installieren</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Not needed where this computer has CUDA and cuDNN already, in the version that the package asks for.</source>
            <translation>Nicht nötig, wo dieser Rechner CUDA und cuDNN schon hat, in der Version, die das Paket verlangt.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Package inde&amp;x</source>
            <translation>Paket&amp;verzeichnis</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on NVIDIA graphics cards. It needs the libraries CUDA and cuDNN; without them it runs on the processor. About 250 MB.</source>
            <translation>Läuft auf NVIDIA-Grafikkarten. Es braucht die Bibliotheken CUDA und cuDNN; ohne sie läuft es auf dem Prozessor. Etwa 250 MB.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on any graphics card that knows DirectX 12. About 30 MB.</source>
            <translation>Läuft auf jeder Grafikkarte, die DirectX 12 kennt. Etwa 30 MB.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on the processor; on macOS on the graphics processor, too. About 25 MB.</source>
            <translation>Läuft auf dem Prozessor; unter macOS auch auf dem Grafikprozessor. Etwa 25 MB.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{package} {version} is installed.</source>
            <translation>{package} {version} ist installiert.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{package} {version} is installed; it is used from the next start of QGIS.</source>
            <translation>{package} {version} ist installiert; es wird ab dem nächsten Start von QGIS benutzt.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{} (fits this computer)</source>
            <translation>{} (passt zu diesem Rechner)</translation>
        </message>
    </context>
    <context>
        <name>InstallTask</name>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Installing {}</source>
            <translation>{} wird installiert</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Looking for {}</source>
            <translation>{} wird gesucht</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Unpacking {}</source>
            <translation>{} wird entpackt</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>{name}: {come:.1f} MB</source>
            <translation>{name}: {come:.1f} MB</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>{name}: {come:.1f} of {total:.1f} MB</source>
            <translation>{name}: {come:.1f} von {total:.1f} MB</translation>
        </message>
    </context>
    <context>
        <name>ModelAlgorithm</name>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>A model of Realign (.onnx with a model card). If empty, the one that runs for buildings is taken.</source>
            <translation>Ein Modell von Realign (.onnx mit Modellkarte). Ist nichts angegeben, wird das für Gebäude genommen.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>HTML files (*.html)</source>
            <translation>HTML-Dateien (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>Model (default for buildings if empty)</source>
            <translation>Modell (leer: Vorgabe für Gebäude)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
    </context>
    <context>
        <name>ModelInfo</name>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>A page with the whole card.</source>
            <translation>Eine Seite mit der ganzen Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Card</source>
            <translation>Karte</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Card as JSON</source>
            <translation>Karte als JSON</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Features it was trained on</source>
            <translation>Objekte, mit denen es trainiert wurde</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Ground resolution (metres per pixel)</source>
            <translation>Bodenauflösung (Meter je Pixel)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Model information</source>
            <translation>Modellangaben</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Model: {name} {version}</source>
            <translation>Modell: {name} {version}</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Reach of the scales (metres)</source>
            <translation>Reichweite der Maßstäbe (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Shows a model's card: what it is for, at which ground resolution it works, how good it was measured to be and where, what it was trained on, and its licence. The network itself is not run.

The outputs NAME, VERSION, TASK, FEATURES, LICENCE, RESOLUTION (metres per pixel) and MAX_DISPLACEMENT (metres that its scales bridge) hold the gist for models and scripts, and CARD the whole card as JSON.</source>
            <translation>Zeigt die Karte eines Modells: wofür es da ist, bei welcher Bodenauflösung es arbeitet, als wie gut es sich wo erwiesen hat, womit es trainiert wurde, und seine Lizenz. Das Netz selbst wird nicht gerechnet.

Die Ausgaben NAME, VERSION, TASK, FEATURES, LICENCE, RESOLUTION (Meter je Pixel) und MAX_DISPLACEMENT (Meter, die seine Maßstäbe überbrücken) enthalten das Wichtigste für Modelle und Skripte, und CARD die ganze Karte als JSON.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Shows what a model says about itself.</source>
            <translation>Zeigt, was ein Modell über sich selbst sagt.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>model,card,onnx,neural network,licence,quality,resolution,information,metadata</source>
            <translation>Modell,Karte,ONNX,neuronales Netz,Lizenz,Güte,Auflösung,Angaben,Metadaten</translation>
        </message>
    </context>
    <context>
        <name>RealignAdvice</name>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>Choose the place whose colours “{}” takes.</source>
            <translation>Wählen Sie den Ort, dessen Farben „{}“ annimmt.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: tiles, read at the zoom level of about {:.2g} m per pixel.</source>
            <translation>Bild: Kacheln, gelesen in der Zoomstufe von etwa {:.2g} m je Pixel.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: {:.2g} m per pixel, which suits the model.</source>
            <translation>Bild: {:.2g} m je Pixel, was dem Modell liegt.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: {:.2g} m per pixel. The model works best at {:.2g} m; expect less exact results.</source>
            <translation>Bild: {:.2g} m je Pixel. Am besten arbeitet das Modell bei {:.2g} m; erwarten Sie weniger genaue Ergebnisse.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>It gets the colours of the middle of the extent.</source>
            <translation>Es bekommt die Farben der Mitte der Ausdehnung.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>It gets the colours of {}.</source>
            <translation>Es bekommt die Farben von {}.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Lines follow the imagery best when each vertex moves.</source>
            <translation>Linien folgen dem Bild am besten, wenn sich jeder Stützpunkt bewegt.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Many of the polygons share walls, so each vertex moves and the walls stay shared.</source>
            <translation>Viele der Polygone haben gemeinsame Wände; darum bewegt sich jeder Stützpunkt, und die Wände bleiben gemeinsam.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Most of the polygons stand alone, so they can keep their shapes and right angles.</source>
            <translation>Die meisten Polygone stehen für sich; darum können sie ihre Formen und rechten Winkel behalten.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Points have no shape that could bend, so each is only shifted.</source>
            <translation>Punkte haben keine Form, die sich biegen könnte; darum wird jeder nur verschoben.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The model has seen nothing near {}, where it lies; it gets colours that go with its grey at most places. Choose a place for the colours of that.</source>
            <translation>Das Modell hat nichts in der Nähe von {} gesehen, wo es liegt; es bekommt Farben, die vielerorts zu seinem Grau passen. Wählen Sie einen Ort, um dessen Farben zu bekommen.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The place {} lies outside what the model has seen ({}); its colours are a guess.</source>
            <translation>Der Ort {} liegt außerhalb dessen, was das Modell gesehen hat ({}); seine Farben sind geraten.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The place {} lies {:.0f} km from {}, the nearest that the model has seen; its colours are a guess.</source>
            <translation>Der Ort {} liegt {:.0f} km von {}, dem nächsten, den das Modell gesehen hat; seine Farben sind geraten.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>Where “{}” lies is not known; it is drawn in its own pixels.</source>
            <translation>Wo „{}“ liegt, ist nicht bekannt; gezeichnet wird in eigenen Pixeln.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” and “{}” do not overlap: they lie in different places. Check the coordinate reference system of both, or choose other imagery.</source>
            <translation>„{}“ und „{}“ überlappen sich nicht: Sie liegen an verschiedenen Orten. Prüfen Sie das Koordinatenbezugssystem von beiden oder wählen Sie ein anderes Bild.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” has no coordinate reference system; assign the right one to it first.</source>
            <translation>„{}“ hat kein Koordinatenbezugssystem; weisen Sie zuerst das richtige zu.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” has {:.2g} m per pixel, but the model was trained on {:g} to {:g} m; look closely at the result.</source>
            <translation>„{}“ hat {:.2g} m je Pixel, das Modell aber wurde mit {:g} bis {:g} m trainiert; sehen Sie das Ergebnis genau an.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” has {:.2g} m per pixel, which suits the model.</source>
            <translation>„{}“ hat {:.2g} m je Pixel, was zum Modell passt.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” is a web service: choose the extent, and how finely it is read ({:.2g} m per pixel).</source>
            <translation>„{}“ ist ein Webdienst: Wählen Sie den Ausschnitt und wie fein er gelesen wird ({:.2g} m je Pixel).</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” is too coarse: {:.2g} m per pixel on the ground, but the model needs {:.2g} m or finer to see single features. Choose finer imagery.</source>
            <translation>„{}“ ist zu grob: {:.2g} m je Pixel am Boden, aber das Modell braucht {:.2g} m oder feiner, um einzelne Objekte zu sehen. Wählen Sie ein feineres Bild.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” is too fine for the model: {:.2g} m per pixel, and it needs at least {:.2g} m.</source>
            <translation>„{}“ ist zu fein für das Modell: {:.2g} m je Pixel, und es braucht mindestens {:.2g} m.</translation>
        </message>
    </context>
    <context>
        <name>RealignAlgorithm</name>
        <message>
            <location filename="../../plugin/raster_algorithm.py" />
            <source>A model trained for this task (.onnx with a model card). If empty, the default is used, as it ships or as it was chosen in Settings → Options → Realign.</source>
            <translation>Ein für diese Aufgabe trainiertes Modell (.onnx mit Modellkarte). Wenn leer, das Standardmodell, wie es mitkommt oder in Einstellungen → Optionen → Realign gewählt wurde.</translation>
        </message>
        <message>
            <location filename="../../plugin/algorithm.py" />
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_algorithm.py" />
            <source>Model (shipped model if empty)</source>
            <translation>Modell (leer: das mitgelieferte)</translation>
        </message>
        <message>
            <location filename="../../plugin/algorithm.py" />
            <source>What computes: auto takes the device chosen in Settings → Options → Realign, or else the fastest that works; a device asked for by name is used or refused. Which of several graphics cards is meant is chosen there, too. Devices other than numpy need the Python package onnxruntime; without it, auto takes numpy, which is slower. The log says what really ran.</source>
            <translation>Was rechnet: auto nimmt das unter Einstellungen → Optionen → Realign gewählte Gerät, sonst das schnellste, das geht; ein beim Namen genanntes Gerät wird benutzt oder abgelehnt. Welche von mehreren Grafikkarten gemeint ist, wird auch dort gewählt. Andere Geräte als numpy brauchen das Python-Paket onnxruntime; ohne dieses nimmt auto numpy, was langsamer ist. Das Protokoll sagt, was wirklich lief.</translation>
        </message>
    </context>
    <context>
        <name>RealignDesktop</name>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Align Vectors to Imagery…</source>
            <translation>Vektoren an &amp;Luftbild ausrichten…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Colorize Imagery…</source>
            <translation>&amp;Bilder einfärben…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Latent Explorer</source>
            <translation>&amp;Latenter Raum</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Settings…</source>
            <translation>&amp;Einstellungen…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Align Vectors to Imagery: moves buildings or roads to where the imagery shows them</source>
            <translation>Vektoren an Luftbild ausrichten: bewegt Gebäude oder Straßen dorthin, wo das Bild sie zeigt</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Colorize Imagery: gives grey imagery the colours of the place where it lies</source>
            <translation>Bilder einfärben: gibt grauen Bildern die Farben des Orts, an dem sie liegen</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Latent Explorer: point at a plane, or at the map, and see what a model draws</source>
            <translation>Latenter Raum: auf eine Ebene oder auf die Karte zeigen und sehen, was ein Modell zeichnet</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;gister Map to Basemap…</source>
            <translation>Karte auf Grundkarte &amp;einpassen…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;style Map…</source>
            <translation>Karte um&amp;gestalten…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;view Aligned Layer</source>
            <translation>Ausgerichteten Layer &amp;durchsehen</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Register Map to Basemap: lays a scanned map exactly onto a modern one</source>
            <translation>Karte auf Grundkarte einpassen: legt eine gescannte Karte genau auf eine moderne</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Restyle Map: draws a map in another style</source>
            <translation>Karte umgestalten: zeichnet eine Karte in einem anderen Stil</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Review Aligned Layer: step through uncertain features, accept, revert or fix them</source>
            <translation>Ausgerichteten Layer durchsehen: unsichere Objekte der Reihe nach annehmen, zurücksetzen oder berichtigen</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>The window cannot be opened: switch on the plugin Processing first.</source>
            <translation>Das Fenster kann nicht geöffnet werden: Schalten Sie zuerst die Erweiterung Processing ein.</translation>
        </message>
    </context>
    <context>
        <name>RealignDialog</name>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>&amp;Cancel preview</source>
            <translation>Vorschau &amp;abbrechen</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>&amp;Keep these layers</source>
            <translation>Diese Layer &amp;behalten</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Aligns what the map shows, at most 400 m across, into temporary layers. Your layers stay as they are.</source>
            <translation>Richtet aus, was die Karte zeigt, höchstens 400 m breit, in temporäre Layer. Ihre Layer bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Choose a layer and imagery first.</source>
            <translation>Wählen Sie zuerst einen Layer und ein Bild.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_dialog.py" />
            <source>Choose a raster layer first.</source>
            <translation>Wählen Sie zuerst einen Rasterlayer.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_dialog.py" />
            <source>Colorizes what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as they are.</source>
            <translation>Färbt, was die Karte zeigt, höchstens 1000 Pixel breit, in einen temporären Layer. Ihre Layer bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Method: {}</source>
            <translation>Methode: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Otherwise they go when this window is closed.</source>
            <translation>Sonst verschwinden sie, wenn dieses Fenster geschlossen wird.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>Pre&amp;view</source>
            <translation>&amp;Vorschau</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Preview: %p %</source>
            <translation>Vorschau: %p %</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Preview: none of {} features moved.</source>
            <translation>Vorschau: Keines von {} Objekten hat sich bewegt.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Preview: {} of {} features moved, by {:.1f} m in the median.</source>
            <translation>Vorschau: {} von {} Objekten wurden bewegt, im Median um {:.1f} m.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_dialog.py" />
            <source>Preview: {} × {} pixels, on top of the map.</source>
            <translation>Vorschau: {} × {} Pixel, oben auf der Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Progress of the preview</source>
            <translation>Fortschritt der Vorschau</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_dialog.py" />
            <source>Restyles what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as they are.</source>
            <translation>Gestaltet um, was die Karte zeigt, höchstens 1000 Pixel breit, in einen temporären Layer. Ihre Layer bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../plugin/style_gallery.py" />
            <source>Styles</source>
            <translation>Stile</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>The imagery does not cover what the map shows; move the map.</source>
            <translation>Das Bild deckt nicht ab, was die Karte zeigt; verschieben Sie die Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>The layers of the preview are yours; they are temporary until you save them.</source>
            <translation>Die Layer der Vorschau gehören Ihnen; sie sind temporär, bis Sie sie speichern.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>The map window does not show “{}”; move to it.</source>
            <translation>Das Kartenfenster zeigt „{}“ nicht; gehen Sie dorthin.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>The preview was cancelled.</source>
            <translation>Die Vorschau wurde abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>This value is missing or wrong: {}</source>
            <translation>Dieser Wert fehlt oder ist falsch: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>{} kept their place: not sure enough, or not seen.</source>
            <translation>{} behielten ihren Platz: nicht sicher genug oder nicht zu sehen.</translation>
        </message>
    </context>
    <context>
        <name>RealignHelp</name>
        <message>
            <location filename="../../plugin/help_pages.py" />
            <source>en</source>
            <translation>de</translation>
        </message>
    </context>
    <context>
        <name>RealignLatent</name>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Add to Map</source>
            <translation>Zur Karte &amp;hinzufügen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Copy Picture</source>
            <translation>Bild &amp;kopieren</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Imagery</source>
            <translation>&amp;Luftbild</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Known place</source>
            <translation>&amp;Bekannter Ort</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>&amp;Model</source>
            <translation>&amp;Modell</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Save and Add to Map…</source>
            <translation>&amp;Speichern und zur Karte hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Take Visible Part</source>
            <translation>&amp;Sichtbares nehmen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>&amp;Where is This Piece?</source>
            <translation>&amp;Wo liegt dieses Stück?</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Add grey imagery to the map to colour it.</source>
            <translation>Fügen Sie der Karte ein graues Luftbild hinzu, um es einzufärben.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Add the picture to the map as a temporary layer</source>
            <translation>Das Bild als temporären Layer zur Karte hinzufügen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Choose &amp;Place on Map</source>
            <translation>&amp;Ort auf Karte wählen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Choose a model file</source>
            <translation>Eine Modelldatei wählen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Click or drag on the map: the imagery takes the colours of that place</source>
            <translation>Auf die Karte klicken oder ziehen: Das Luftbild nimmt die Farben dieses Ortes an</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_plane.py" />
            <source>Click or drag to choose a point. Arrow keys move it, with Shift faster; + and - or the wheel zoom, Home shows all; drag with the middle button, or with Ctrl, to move the plane.</source>
            <translation>Klicken oder ziehen Sie, um einen Punkt zu wählen. Pfeiltasten bewegen ihn, mit Umschalt schneller; + und - oder das Rad zoomen, Pos1 zeigt alles; mit der mittleren Taste oder mit Strg ziehen verschiebt die Ebene.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Colour what the map shows now</source>
            <translation>Einfärben, was die Karte jetzt zeigt</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Colours of {}</source>
            <translation>Farben von {}</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>Find the middle of what the map shows on the plane, as the model sees it</source>
            <translation>Die Mitte dessen, was die Karte zeigt, auf der Ebene finden, wie das Modell sie sieht</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>GeoTIFF (*.tif *.tiff)</source>
            <translation>GeoTIFF (*.tif *.tiff)</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Help page</source>
            <translation>Hilfeseite</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Imagery</source>
            <translation>Luftbild</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Known place</source>
            <translation>Bekannter Ort</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Latent Explorer</source>
            <translation>Latenter Raum</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_plane.py" />
            <source>Latent plane</source>
            <translation>Latente Ebene</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Latitude</source>
            <translation>Breite</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Loading the model…</source>
            <translation>Das Modell wird geladen…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Longitude</source>
            <translation>Länge</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Model to Explore</source>
            <translation>Modell zum Erkunden</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Models (*.onnx)</source>
            <translation>Modelle (*.onnx)</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>No model that can be explored is installed; choose a file above, or add one in Settings → Options → Realign.</source>
            <translation>Es ist kein Modell installiert, das erkundet werden kann; wählen Sie oben eine Datei, oder fügen Sie eines hinzu unter Einstellungen → Optionen → Realign.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Reading imagery</source>
            <translation>Luftbild wird gelesen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Reading imagery…</source>
            <translation>Luftbild wird gelesen…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Save Picture</source>
            <translation>Bild speichern</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>The map is the plane: each place has its own colours.</source>
            <translation>Die Karte ist die Ebene: Jeder Ort hat seine eigenen Farben.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>The middle of the map lies about here; it shows {:.2g} m per pixel of the picture, but the model was trained on {:g} to {:g} m, so zoom the map to be sure.</source>
            <translation>Die Mitte der Karte liegt etwa hier; sie zeigt {:.2g} m je Pixel des Bildes, das Modell wurde aber mit {:g} bis {:g} m trainiert, zoomen Sie also die Karte, um sicher zu sein.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>The middle of the map lies here.</source>
            <translation>Die Mitte der Karte liegt hier.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>This point of the map is no place on Earth.</source>
            <translation>Dieser Punkt der Karte ist kein Ort auf der Erde.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <location filename="../../plugin/latent_place_page.py" />
            <source>Writing a picture</source>
            <translation>Ein Bild wird geschrieben</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>no certain place</source>
            <translation>keinem bestimmten Ort</translation>
        </message>
    </context>
    <context>
        <name>RealignModels</name>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Add Files…</source>
            <translation>Dateien &amp;hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Check</source>
            <translation>&amp;Prüfen</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Models; those in bold run where no other is chosen:</source>
            <translation>&amp;Modelle; die fetten laufen, wo kein anderes gewählt ist:</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Remove…</source>
            <translation>&amp;Entfernen…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add &amp;Folder…</source>
            <translation>&amp;Ordner hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add All Models of a Folder</source>
            <translation>Alle Modelle eines Ordners hinzufügen</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add Models</source>
            <translation>Modelle hinzufügen</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Added: {}</source>
            <translation>Hinzugefügt: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Adding models</source>
            <translation>Modelle werden hinzugefügt</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Card of the model</source>
            <translation>Karte des Modells</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Checking {}</source>
            <translation>{} wird geprüft</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Compare the model with its checksum, and run it</source>
            <translation>Das Modell mit seiner Prüfsumme vergleichen und rechnen lassen</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Let this model run for its kind of features wherever no model is named</source>
            <translation>Dieses Modell für seine Art von Objekten laufen lassen, wo kein Modell genannt ist</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Make &amp;Default</source>
            <translation>Zur &amp;Vorgabe machen</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Median distance from the truth before and after the alignment, on imagery that the model never saw</source>
            <translation>Median des Abstands von der Wahrheit vor und nach dem Ausrichten, auf Bildern, die das Modell nie gesehen hat</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Median error</source>
            <translation>Medianer Fehler</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Metres on the ground per pixel that the model works at</source>
            <translation>Meter am Boden je Pixel, bei denen das Modell arbeitet</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Models (*.onnx)</source>
            <translation>Modelle (*.onnx)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Remove Model</source>
            <translation>Modell entfernen</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Remove the model {}? Its file is deleted from your QGIS profile.</source>
            <translation>Das Modell {} entfernen? Seine Datei wird aus Ihrem QGIS-Profil gelöscht.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Resolution</source>
            <translation>Auflösung</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>added: {}</source>
            <translation>hinzugefügt: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>shipped</source>
            <translation>mitgeliefert</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>{} (default)</source>
            <translation>{} (Vorgabe)</translation>
        </message>
    </context>
    <context>
        <name>RealignOptions</name>
        <message>
            <location filename="../../plugin/options_page.py" />
            <source>Acc&amp;eleration</source>
            <translation>B&amp;eschleunigung</translation>
        </message>
        <message>
            <location filename="../../plugin/options_page.py" />
            <source>Mode&amp;ls</source>
            <translation>Mode&amp;lle</translation>
        </message>
    </context>
    <context>
        <name>RealignPreview</name>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Aligned</source>
            <translation>Ausgerichtet</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Arrows</source>
            <translation>Pfeile</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_dialog.py" />
            <source>Colorized</source>
            <translation>Eingefärbt</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_layers.py" />
            <source>Realign preview</source>
            <translation>Realign-Vorschau</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_dialog.py" />
            <source>Restyled</source>
            <translation>Umgestaltet</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>The map shows a place that the layer's coordinate reference system cannot represent; move the map.</source>
            <translation>Die Karte zeigt einen Ort, den das Koordinatenbezugssystem des Layers nicht darstellen kann; verschieben Sie die Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>The map shows no features of “{}”; zoom to some of them, then try again.</source>
            <translation>Die Karte zeigt keine Objekte von „{}“; zoomen Sie zu einigen und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview.py" />
            <source>The preview failed, and nothing says why; run the algorithm.</source>
            <translation>Die Vorschau schlug fehl, und nichts sagt, warum; lassen Sie den Algorithmus laufen.</translation>
        </message>
    </context>
    <context>
        <name>RealignReview</name>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>&amp;Original layer</source>
            <translation>&amp;Originallayer</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Accept the alignment</source>
            <translation>Die Ausrichtung annehmen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Aligned &amp;layer</source>
            <translation>Ausgerichteter &amp;Layer</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Aligned features with less confidence than this are listed, too.</source>
            <translation>Ausgerichtete Objekte mit geringerer Zuverlässigkeit werden auch aufgeführt.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>All listed features are reviewed.</source>
            <translation>Alle aufgeführten Objekte sind durchgesehen.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Choose a layer that “Align vectors to imagery” has made.</source>
            <translation>Wählen Sie einen Layer, der mit „Vektoren an Luftbild ausrichten“ entstanden ist.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Confidence</source>
            <translation>Zuverlässigkeit</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Confidence &amp;below</source>
            <translation>Zuverlässigkeit &amp;unter</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Edit the feature on the map with QGIS's tool; it is noted as fixed.</source>
            <translation>Das Objekt in der Karte mit dem Werkzeug von QGIS bearbeiten; es wird als berichtigt vermerkt.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Features reviewed</source>
            <translation>Durchgesehene Objekte</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Features to review</source>
            <translation>Durchzusehende Objekte</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Fix by hand</source>
            <translation>Von Hand berichtigen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Move the feature</source>
            <translation>Das Objekt bewegen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Move the feature by one pixel of the map ({}); by ten with Shift</source>
            <translation>Das Objekt um einen Pixel der Karte bewegen ({}); mit Umschalt um zehn</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Moved (m)</source>
            <translation>Bewegt (m)</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Nudge</source>
            <translation>Schubsen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Previous</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Put the feature back to where it was ({})</source>
            <translation>Das Objekt an seinen alten Platz zurücksetzen ({})</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Revert</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Revert the alignment</source>
            <translation>Die Ausrichtung zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Review Alignment</source>
            <translation>Ausrichtung durchsehen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Save edits</source>
            <translation>Änderungen speichern</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>The feature cannot be changed; “{}” refused it.</source>
            <translation>Das Objekt kann nicht geändert werden; „{}“ hat es verweigert.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>The layer as it was before. Without it, few features can be put back.</source>
            <translation>Der Layer, wie er vorher war. Ohne ihn lassen sich nur wenige Objekte zurücksetzen.</translation>
        </message>
        <message>
            <location filename="../../plugin/origins.py" />
            <source>The original layer is the reviewed one; choose the layer it was made from.</source>
            <translation>Der Originallayer ist der durchgesehene; wählen Sie den Layer, aus dem er entstanden ist.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>This feature is where it was.</source>
            <translation>Dieses Objekt ist, wo es war.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Where this feature was is not known; choose the original layer.</source>
            <translation>Wo dieses Objekt war, ist nicht bekannt; wählen Sie den Originallayer.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>absent</source>
            <translation>nicht zu sehen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>accepted</source>
            <translation>angenommen</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>aligned</source>
            <translation>ausgerichtet</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>doubtful</source>
            <translation>zweifelhaft</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>empty</source>
            <translation>leer</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>fixed</source>
            <translation>berichtigt</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>invalid</source>
            <translation>ungültig</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>outside</source>
            <translation>außerhalb</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>reverted</source>
            <translation>zurückgesetzt</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>{} of {} reviewed</source>
            <translation>{} von {} durchgesehen</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” can only be looked at: its source or the project does not allow edits. Export it to a GeoPackage and review that.</source>
            <translation>„{}“ kann nur betrachtet werden: Seine Quelle oder das Projekt erlaubt keine Änderungen. Exportieren Sie ihn in ein GeoPackage und sehen Sie dieses durch.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” cannot be edited now.</source>
            <translation>„{}“ kann jetzt nicht bearbeitet werden.</translation>
        </message>
        <message>
            <location filename="../../plugin/origins.py" />
            <source>“{}” has another coordinate reference system or other geometries.</source>
            <translation>„{}“ hat ein anderes Koordinatenbezugssystem oder andere Geometrien.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” has no field {}: it was not made by “Align vectors to imagery”.</source>
            <translation>„{}“ hat kein Feld {}: Der Layer ist nicht mit „Vektoren an Luftbild ausrichten“ entstanden.</translation>
        </message>
    </context>
    <context>
        <name>RealignRun</name>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Abgebrochen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Device: {}</source>
            <translation>Gerät: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Loading the model</source>
            <translation>Das Modell wird geladen</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Model: {}</source>
            <translation>Modell: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network</source>
            <translation>{:.2f} Megapixel in {:.1f} s, davon {:.1f} s im Netz</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>{text}, about {time} left</source>
            <translation>{text}, noch etwa {time}</translation>
        </message>
    </context>
    <context>
        <name>RegisterMap</name>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) in the CRS of the map; transparent around it.</source>
            <translation>Ein Cloud Optimized GeoTIFF (.tif) im KBS der Karte; ringsum durchsichtig.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A page with pictures to compare, residuals, and what of the map can be trusted.</source>
            <translation>Eine Seite mit Bildern zum Vergleichen, Residuen und dem, was an der Karte vertrauenswürdig ist.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A raster of three bands on the pixels of the scan: metres to the right and up to add to a coordinate of the map (in degrees: east and north), and the confidence.</source>
            <translation>Ein Raster mit drei Kanälen auf den Pixeln des Scans: Meter nach rechts und oben, die zu einer Koordinate der Karte zu zählen sind (in Grad: nach Osten und Norden), und das Vertrauen.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Affine</source>
            <translation>Affin</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Basemap</source>
            <translation>Grundkarte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Bilinear</source>
            <translation>Bilinear</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Compare edges only, without a model</source>
            <translation>Nur Kanten vergleichen, ohne Modell</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points</source>
            <translation>Passpunkte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points at most</source>
            <translation>Passpunkte höchstens</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points of QGIS (*.points)</source>
            <translation>Passpunkte von QGIS (*.points)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Cubic</source>
            <translation>Kubisch</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Dense: every place for itself</source>
            <translation>Dicht: jeder Ort für sich</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Displacement</source>
            <translation>Verschiebung</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Edges take no training. They are compared, too, where no model is installed. They find less between a map and imagery.</source>
            <translation>Kanten brauchen kein Training. Sie werden auch verglichen, wo kein Modell installiert ist. Zwischen Karte und Luftbild finden sie weniger.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Finds for every place of a scanned map where it truly lies, and how sure that is, and draws the map there. What is geography in both rasters is compared, from coarse to fine; how they are drawn does not matter. It runs on this computer, on the graphics card if there is one.

The map must lie roughly in its place: by a world file, by a few control points, or by the extent that is given here. What it is registered onto is a map, imagery, or vector layers.

The result is a Cloud Optimized GeoTIFF, resampled once, from the scan itself. The control points can be opened, looked at and edited in QGIS's Georeferencer. Where nothing can be found (sea, margins, what has changed) the map follows its surroundings; a map of which hardly anything is found stays where it is, and the log says so.</source>
            <translation>Findet für jeden Ort einer gescannten Karte, wo er wirklich liegt, und wie sicher das ist, und zeichnet die Karte dorthin. Verglichen wird von grob nach fein, was auf beiden Rastern Geographie ist; wie sie gezeichnet sind, ist gleich. Gerechnet wird auf diesem Rechner, auf der Grafikkarte, wenn es eine gibt.

Die Karte muss ungefähr an ihrem Ort liegen: durch ein World-File, durch einige Passpunkte oder durch die Ausdehnung, die hier angegeben wird. Eingepasst wird sie auf eine Karte, ein Luftbild oder Vektorlayer.

Das Ergebnis ist ein Cloud Optimized GeoTIFF, nur einmal neu berechnet, aus dem Scan selbst. Die Passpunkte lassen sich in QGIS' Georeferenzierung öffnen, ansehen und bearbeiten. Wo nichts zu finden ist (Meer, Ränder, was sich verändert hat), folgt die Karte ihrer Umgebung; eine Karte, von der fast nichts gefunden wird, bleibt, wo sie ist, und das Protokoll sagt es.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Finest resolution (metres per pixel; all detail if empty)</source>
            <translation>Feinste Auflösung (Meter je Pixel; alle Einzelheiten, wenn leer)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>First looks for the place of the whole map: up to 20 degrees turned, a fifth too large or too small, and a third of its diagonal off. The log says whether it was found.</source>
            <translation>Sucht zuerst den Ort der ganzen Karte: bis zu 20 Grad gedreht, ein Fünftel zu groß oder zu klein und ein Drittel ihrer Diagonale daneben. Das Protokoll sagt, ob er gefunden wurde.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>For QGIS's Georeferencer, which opens them with the scan if the file is named as the scan is, with .points after it. With residuals and confidence.</source>
            <translation>Für QGIS' Georeferenzierung, die sie mit dem Scan öffnet, wenn die Datei heißt wie der Scan, mit .points dahinter. Mit Residuen und Vertrauen.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>From 0 to 1. Places with less count as not found, and none of them becomes a control point.</source>
            <translation>Von 0 bis 1. Orte mit weniger gelten als nicht gefunden, und keiner von ihnen wird Passpunkt.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>From 0, follow everything that is found, to 1, one plane for all of the map.</source>
            <translation>Von 0, allem folgen, was gefunden wird, bis 1, eine Ebene für die ganze Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Georeference Annotation</source>
            <translation>Georeference Annotation</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>HTML files (*.html)</source>
            <translation>HTML-Dateien (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How closely both are compared, in metres on the ground. Coarser is faster and less exact.</source>
            <translation>Wie genau beide verglichen werden, in Metern am Boden. Gröber ist schneller und ungenauer.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How far it moved, median (metres)</source>
            <translation>Wie weit sie verschoben wurde, Median (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How far places of the map may be off, in metres on the ground. If empty, a twentieth of its diagonal. More takes longer.</source>
            <translation>Wie weit Orte der Karte danebenliegen können, in Metern am Boden. Wenn leer, ein Zwanzigstel ihrer Diagonale. Mehr dauert länger.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How the pixels of the scan become those of the result.</source>
            <translation>Wie aus den Pixeln des Scans die des Ergebnisses werden.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>In any CRS. The map is laid into its middle, north up, as large as fits, whatever place its file says. If empty, the place that the map has.</source>
            <translation>In beliebigem KBS. Die Karte wird in ihre Mitte gelegt, Norden oben, so groß wie möglich, welchen Ort auch immer ihre Datei nennt. Wenn leer, der Ort, den die Karte hat.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>JSON files (*.json)</source>
            <translation>JSON-Dateien (*.json)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Lays a scanned map that is roughly georeferenced exactly onto a modern basemap.</source>
            <translation>Legt eine gescannte Karte, die ungefähr georeferenziert ist, genau auf eine moderne Grundkarte.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Maps</source>
            <translation>Karten</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Maximum displacement (metres)</source>
            <translation>Größte Verschiebung (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Minimum confidence</source>
            <translation>Mindestvertrauen</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Modern layers of areas and lines, such as buildings, roads, water, that are drawn as a plain map. Points are left out.</source>
            <translation>Moderne Layer aus Flächen und Linien, wie Gebäude, Straßen, Wasser, die als schlichte Karte gezeichnet werden. Punkte bleiben weg.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Nearest pixel</source>
            <translation>Nächstes Pixel</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>No model for this task is installed, so edges are compared.</source>
            <translation>Für diese Aufgabe ist kein Modell installiert, also werden Kanten verglichen.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Polynomial of the second order</source>
            <translation>Polynom zweiter Ordnung</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>Reading the vector layers</source>
            <translation>Die Vektorlayer werden gelesen</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Register map to basemap</source>
            <translation>Karte auf Grundkarte einpassen</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Registered map</source>
            <translation>Eingepasste Karte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Resampling</source>
            <translation>Neuberechnung</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Residual of the control points, root mean square (metres)</source>
            <translation>Residuum der Passpunkte, quadratisches Mittel (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Rigidity</source>
            <translation>Steifheit</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Scanned map</source>
            <translation>Gescannte Karte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Share of the map that can be trusted</source>
            <translation>Anteil der Karte, dem man trauen kann</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Similarity: shift, turn and scale</source>
            <translation>Ähnlichkeit: verschieben, drehen, skalieren</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The control points as IIIF has them, for Allmaps and others.</source>
            <translation>Die Passpunkte, wie IIIF sie hat, für Allmaps und andere.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map is only roughly placed</source>
            <translation>Die Karte ist nur ungefähr verortet</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map or imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer, of about the scale of the scanned map. Leave it empty where vector layers are given.</source>
            <translation>Die Karte oder das Luftbild, die richtig sind: eine Rasterdatei, XYZ-Kacheln, WMTS, WMS oder jeder andere Rasterlayer, von etwa dem Maßstab der gescannten Karte. Lassen Sie es leer, wo Vektorlayer angegeben sind.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map to register: a raster file, placed by a geotransform, a world file or control points; or not at all, where the extent below says about where it lies.</source>
            <translation>Die Karte, die eingepasst wird: eine Rasterdatei, durch eine Geotransformation, ein World-File oder Passpunkte verortet; oder gar nicht, wo die Ausdehnung unten sagt, wo sie etwa liegt.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>They are spread over all of the map that can be trusted, where it is surest.</source>
            <translation>Sie verteilen sich über alles, dem man trauen kann, dort, wo es am sichersten ist.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Thin-plate spline through the control points</source>
            <translation>Thin-Plate-Spline durch die Passpunkte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Vector layers, instead of a basemap</source>
            <translation>Vektorlayer statt einer Grundkarte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Warp</source>
            <translation>Verformung</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>What may become of the map. Similarity and affine keep straight lines straight; dense follows what is found at every place, as stiffly as the rigidity says.</source>
            <translation>Was aus der Karte werden darf. Ähnlichkeit und affin lassen Geraden gerade; dicht folgt dem, was an jedem Ort gefunden wird, so steif, wie die Steifheit sagt.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Where a map without a place roughly lies</source>
            <translation>Wo eine Karte ohne Ort ungefähr liegt</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>it moved by {:.1f} m in the median</source>
            <translation>sie wurde im Median um {:.1f} m verschoben</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>register,registration,georeference,georeferencer,rectify,rubber sheet,old map,historical,scan,sheet,ground control points,gcp,thin plate spline,warp,conflate,match,iiif,allmaps,raster,neural network</source>
            <translation>einpassen,registrieren,Registrierung,georeferenzieren,Georeferenzierung,entzerren,Rubbersheeting,alte Karte,Altkarte,historisch,Scan,Blatt,Passpunkte,GCP,Thin-Plate-Spline,verformen,abgleichen,IIIF,Allmaps,Raster,neuronales Netz</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>{:.0%} of the map can be trusted, {} control points</source>
            <translation>{:.0%} der Karte ist zu trauen, {} Passpunkte</translation>
        </message>
    </context>
    <context>
        <name>RestyleMap</name>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>1 gives the new style, 0 the map as it was; what lies between mixes both.</source>
            <translation>1 ergibt den neuen Stil, 0 die Karte, wie sie war; was dazwischen liegt, mischt beide.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) with the map's georeference, CRS and transparency.</source>
            <translation>Ein Cloud Optimized GeoTIFF (.tif) mit Georeferenz, KBS und Durchsichtigkeit der Karte.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Any other map. If it is given, the result gets its style as far as the model can draw it.</source>
            <translation>Irgendeine andere Karte. Ist sie angegeben, so bekommt das Ergebnis ihren Stil, soweit das Modell ihn zeichnen kann.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Draws a map in another style: a scan as a modern map, a web map as an engraving.</source>
            <translation>Zeichnet eine Karte in einem anderen Stil: einen Scan als moderne Karte, eine Webkarte als Kupferstich.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Draws a map in one of Realign's styles, or in the style of another map. A neural network sees what is a street, a house, water or a wood, and draws it anew; it runs on this computer, on the graphics card if there is one.

The map may be a file, georeferenced or not, XYZ tiles, WMTS, WMS or any other raster layer. Nothing is moved: each pixel of the result lies where it lay. What is transparent stays transparent.

The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that maps of any size need little memory, and no seam is to be seen where blocks meet.</source>
            <translation>Zeichnet eine Karte in einem der Stile von Realign oder im Stil einer anderen Karte. Ein neuronales Netz erkennt, was Straße, Haus, Wasser oder Wald ist, und zeichnet es neu; es läuft auf diesem Rechner, auf der Grafikkarte, wenn es eine gibt.

Die Karte darf eine Datei mit oder ohne Georeferenz sein, XYZ-Kacheln, WMTS, WMS oder irgendein anderer Rasterlayer. Nichts wird bewegt: Jedes Pixel des Ergebnisses liegt, wo es lag. Was durchsichtig ist, bleibt durchsichtig.

Das Ergebnis ist ein Cloud Optimized GeoTIFF mit Übersichten. Es entsteht Block für Block, sodass Karten jeder Größe wenig Speicher brauchen und keine Naht zu sehen ist, wo Blöcke aneinanderstoßen.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Extent to restyle</source>
            <translation>Ausschnitt</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Factor by which a file is enlarged, or below 1 made smaller, before it is drawn: for scans so fine that their lines are many pixels wide. The result has that many pixels. The log proposes a factor.</source>
            <translation>Faktor, um den eine Datei vergrößert oder, unter 1, verkleinert wird, bevor sie gezeichnet wird: für Scans, die so fein sind, dass ihre Linien viele Pixel breit sind. Das Ergebnis hat so viele Pixel. Das Protokoll schlägt einen Faktor vor.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>How finely tiles and other web services are read, in metres on the ground. Tiles come at the zoom level that is at least as fine. Files are read in their own pixels.</source>
            <translation>Wie fein Kacheln und andere Webdienste gelesen werden, in Metern am Boden. Kacheln kommen aus der Zoomstufe, die mindestens so fein ist. Dateien werden in ihren eigenen Pixeln gelesen.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_run.py" />
            <source>Looking at the reference</source>
            <translation>Die Vorlage wird angesehen</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Map whose style is taken instead</source>
            <translation>Karte, deren Stil stattdessen übernommen wird</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Maps</source>
            <translation>Karten</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Only this part is restyled. If empty, all of the map; of a web service a part must be chosen.</source>
            <translation>Nur dieser Teil wird umgestaltet. Wenn leer, die ganze Karte; von einem Webdienst muss ein Teil gewählt werden.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Resolution of a web service (metres per pixel; the model's if empty)</source>
            <translation>Auflösung eines Webdienstes (Meter je Pixel; die des Modells, wenn leer)</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Restyle map</source>
            <translation>Karte umgestalten</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Restyled map</source>
            <translation>Umgestaltete Karte</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Scale before drawing</source>
            <translation>Maßstab vor dem Zeichnen</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Style</source>
            <translation>Stil</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_run.py" />
            <source>Style: {}</source>
            <translation>Stil: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The map is</source>
            <translation>Die Karte ist</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The map to restyle: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers.</source>
            <translation>Die Karte, die umgestaltet wird: eine Rasterdatei mit oder ohne KBS, XYZ-Kacheln, WMTS, WMS oder andere Layer.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The style to draw in. The window of Realign's menu shows a picture of each.</source>
            <translation>Der Stil, in dem gezeichnet wird. Das Fenster aus dem Menü von Realign zeigt von jedem ein Bild.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Which of the models runs: that for clean maps, which knows all styles, or that for scans of old maps with all that paper brings along, which draws modern ones.</source>
            <translation>Welches der Modelle läuft: das für saubere Karten, das alle Stile kennt, oder das für Scans alter Karten mit allem, was Papier mit sich bringt, das moderne zeichnet.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>an old map, scanned</source>
            <translation>eine alte Karte, gescannt</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>drawn by a computer</source>
            <translation>vom Rechner gezeichnet</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>restyle,style,style transfer,map,old map,historical,scan,toner,watercolor,terrain,engraved,topographic,modern,osm,openstreetmap,redraw,cartography,raster,neural network,deep learning</source>
            <translation>umgestalten,Stil,Stilübertragung,Karte,alte Karte,historisch,Scan,Toner,Aquarell,Gelände,Kupferstich,topografisch,modern,OSM,OpenStreetMap,neu zeichnen,Kartografie,Raster,neuronales Netz,Deep Learning</translation>
        </message>
    </context>
    <context>
        <name>StereoDisparity</name>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>1 where matching from left to right and from right to left agree, 0 where they are 2 pixels or more apart. Takes twice the time.</source>
            <translation>1, wo die Zuordnungen von links nach rechts und von rechts nach links übereinstimmen, 0, wo sie 2 Pixel oder mehr auseinander liegen. Dauert doppelt so lange.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) in pixels: left pixel (x, y) is right pixel (x - disparity, y).</source>
            <translation>Ein Cloud Optimized GeoTIFF (.tif) in Pixeln: Das linke Pixel (x, y) ist das rechte Pixel (x - Disparität, y).</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Base-to-height ratio (for the surface model)</source>
            <translation>Basis-Höhen-Verhältnis (für das Oberflächenmodell)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>By how many pixels a thing may lie further to the left in the right picture, at least; negative where things may lie further to the right. The narrower the range, the fewer the mistakes.</source>
            <translation>Um wie viele Pixel ein Ding im rechten Bild mindestens weiter links liegt; negativ, wo Dinge weiter rechts liegen können. Je enger der Bereich, desto weniger Fehler.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>By how many pixels at most: that of the highest thing, in most pairs.</source>
            <translation>Um wie viele Pixel höchstens: bei den meisten Paaren der Versatz des höchsten Dings.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Confidence</source>
            <translation>Konfidenz</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_run.py" />
            <source>Disparities from {:.1f} to {:.1f} pixels; {:.0f} % of the pixels have one</source>
            <translation>Disparitäten von {:.1f} bis {:.1f} Pixel; {:.0f} % der Pixel haben eine</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Disparity</source>
            <translation>Disparität</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Disparity from rectified stereo pair</source>
            <translation>Disparität aus rektifiziertem Stereopaar</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Distance of the two cameras over their height above the ground, such as 0.6. Negative where high things have low disparities, because left and right are the other way round.</source>
            <translation>Abstand der beiden Kameras geteilt durch ihre Höhe über dem Boden, etwa 0,6. Negativ, wo Hohes kleine Disparitäten hat, weil links und rechts vertauscht sind.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Extent to match</source>
            <translation>Ausdehnung, die zugeordnet wird</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Finds for each pixel of the left picture of a rectified pair by how many pixels it lies further to the left in the right picture, and from that, if the base-to-height ratio is given, a surface model in metres. A neural network compares the pictures from coarse to fine; it runs on this computer, on the graphics card if there is one.

Rectified means that both pictures have the same size and the same thing lies on the same row in both. They are files of 8 or 16 bits or of floating-point numbers, with or without a CRS.

The results are Cloud Optimized GeoTIFFs with overviews, made block by block, so that pairs of any size need little memory. What the right picture does not show has no disparity, or low confidence.</source>
            <translation>Findet für jedes Pixel des linken Bildes eines rektifizierten Paars, um wie viele Pixel es im rechten Bild weiter links liegt, und daraus, wenn das Basis-Höhen-Verhältnis angegeben ist, ein Oberflächenmodell in Metern. Ein neuronales Netz vergleicht die Bilder von grob nach fein; es läuft auf diesem Rechner, auf der Grafikkarte, wenn es eine gibt.

Rektifiziert heißt, dass beide Bilder gleich groß sind und dasselbe Ding in beiden auf derselben Zeile liegt. Es sind Dateien mit 8 oder 16 Bit oder Gleitkommazahlen, mit oder ohne KBS.

Die Ergebnisse sind Cloud Optimized GeoTIFFs mit Übersichten, Block für Block gemacht, sodass Paare jeder Größe wenig Speicher brauchen. Was das rechte Bild nicht zeigt, hat keine Disparität oder geringe Konfidenz.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Finds heights: by how much each thing is moved between the two pictures of a rectified pair.</source>
            <translation>Findet Höhen: um wie viel jedes Ding zwischen den beiden Bildern eines rektifizierten Paars versetzt ist.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Height of disparity 0 (metres)</source>
            <translation>Höhe der Disparität 0 (Meter)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Heights in metres: datum + disparity × resolution / base-to-height ratio.</source>
            <translation>Höhen in Metern: Höhe der Disparität 0 + Disparität × Auflösung / Basis-Höhen-Verhältnis.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>How large a pixel is on the ground. Only the surface model of a picture without a CRS needs it.</source>
            <translation>Wie groß ein Pixel am Boden ist. Nur das Oberflächenmodell eines Bildes ohne KBS braucht es.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Imagery</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>It is added to all heights of the surface model.</source>
            <translation>Sie kommt zu allen Höhen des Oberflächenmodells hinzu.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Largest disparity (pixels)</source>
            <translation>Größte Disparität (Pixel)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Least disparity (pixels)</source>
            <translation>Kleinste Disparität (Pixel)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Left picture</source>
            <translation>Linkes Bild</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Only this part of the left picture is matched. If empty, all of it.</source>
            <translation>Nur dieser Teil des linken Bildes wird zugeordnet. Ist sie leer, das ganze.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Resolution (metres per pixel; as the left picture says if empty)</source>
            <translation>Auflösung (Meter je Pixel; wie das linke Bild es sagt, wenn leer)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Right picture</source>
            <translation>Rechtes Bild</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Surface model</source>
            <translation>Oberflächenmodell</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>The results lie on its pixels, and have its CRS and its place.</source>
            <translation>Die Ergebnisse liegen auf seinen Pixeln und haben sein KBS und seinen Ort.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>The same ground from further to the right, in as many pixels, each thing on its row.</source>
            <translation>Derselbe Boden von weiter rechts, in ebenso vielen Pixeln, jedes Ding auf seiner Zeile.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>stereo,disparity,parallax,depth,height,surface model,dsm,dem,elevation,rectified,epipolar,pair,matching,aerial,photogrammetry,raster,neural network,deep learning</source>
            <translation>Stereo,Disparität,Parallaxe,Tiefe,Höhe,Oberflächenmodell,DOM,DGM,DSM,rektifiziert,Epipolarbild,Paar,Zuordnung,Luftbild,Photogrammetrie,Raster,neuronales Netz,Deep Learning</translation>
        </message>
    </context>
    <context>
        <name>TrialTask</name>
        <message>
            <location filename="../../plugin/trial_task.py" />
            <source>Trying what runs the networks</source>
            <translation>Es wird ausprobiert, was die Netze rechnet</translation>
        </message>
    </context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>AccelerationPanel</name>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Copy diagnosis</source>
            <translation>&amp;Copiar el diagnóstico</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Device</source>
            <translation>&amp;Dispositivo</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Try it</source>
            <translation>&amp;Probarlo</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Apple (CoreML)</source>
            <translation>Apple (CoreML)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Graphics card on Windows (DirectML)</source>
            <translation>Tarjeta gráfica en Windows (DirectML)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>It runs with numpy.</source>
            <translation>Se ejecuta con numpy.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>It runs with {backend} on the device {device}.</source>
            <translation>Se ejecuta con {backend} en el dispositivo {device}.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>Tarjeta gráfica NVIDIA (CUDA)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>NVIDIA graphics card (TensorRT)</source>
            <translation>Tarjeta gráfica NVIDIA (TensorRT)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Nothing yet.</source>
            <translation>Nada todavía.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Nothing: the device {} needs ONNX Runtime; install it below, or choose Automatic.</source>
            <translation>Nada: el dispositivo {} necesita ONNX Runtime; instálelo más abajo o elija Automático.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Processor (CPU)</source>
            <translation>Procesador (CPU)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Ran last</source>
            <translation>Última ejecución</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Run a shipped model now, and see which device really runs it.</source>
            <translation>Ejecutar ahora un modelo incluido y ver qué dispositivo lo ejecuta realmente.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Running a shipped model…</source>
            <translation>Ejecutando un modelo incluido…</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>The diagnosis is in the clipboard; paste it into the bug report.</source>
            <translation>El diagnóstico está en el portapapeles; péguelo en el informe de error.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Versions, devices, settings and messages for a bug report, without names, folders and passwords.</source>
            <translation>Versiones, dispositivos, ajustes y mensajes para un informe de error, sin nombres, carpetas ni contraseñas.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>What runs the networks</source>
            <translation>Qué ejecuta las redes</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Which of several graphics cards; the first one is number 0.</source>
            <translation>Cuál de varias tarjetas gráficas; la primera es la número 0.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Would run now</source>
            <translation>Se ejecutaría ahora</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>from QGIS's Python</source>
            <translation>del Python de QGIS</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>from this profile</source>
            <translation>de este perfil</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>nu&amp;mber</source>
            <translation>nú&amp;mero</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>numpy {version}, which comes with QGIS; it takes about {times} times as long as ONNX Runtime.</source>
            <translation>numpy {version}, que viene con QGIS; tarda unas {times} veces más que ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>numpy, without ONNX Runtime</source>
            <translation>numpy, sin ONNX Runtime</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{backend} on {device}, with the model {model}, {when}</source>
            <translation>{backend} en {device}, con el modelo {model}, {when}</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the device {device}, if it can; no other is tried.</source>
            <translation>{name} ({where}) en el dispositivo {device}, si puede; no se prueba ningún otro.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the device {device}, or on the processor if that does not work.</source>
            <translation>{name} ({where}) en el dispositivo {device}, o en el procesador si eso no funciona.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the processor.</source>
            <translation>{name} ({where}) en el procesador.</translation>
        </message>
    </context>
    <context>
        <name>AlignVectors</name>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A model trained for this task (.onnx with a model card). If empty, the default is used: the model for roads on layers of lines, that for buildings on others, as they ship or as they were chosen in Settings → Options → Realign.</source>
            <translation>Un modelo entrenado para esta tarea (.onnx con ficha de modelo). Si está vacío, se usa el predeterminado: el de carreteras en capas de líneas y el de edificios en las demás, como vienen incluidos o como se eligieron en Configuración → Opciones → Realign.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A page with counts, histograms, and pictures before and after.</source>
            <translation>Una página con recuentos, histogramas e imágenes de antes y después.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A raster of three bands: the move in metres to the east, to the north, and the confidence.</source>
            <translation>Un ráster de tres bandas: el desplazamiento en metros hacia el este, hacia el norte, y la confianza.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Align vectors to imagery</source>
            <translation>Alinear vectores con la imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Aligned</source>
            <translation>Alineado</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Arrows</source>
            <translation>Flechas</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Asks the network eight times, with the imagery turned and mirrored. Eight times slower.</source>
            <translation>Consulta la red ocho veces, con la imagen girada y reflejada. Ocho veces más lento.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Average over rotations and mirror images</source>
            <translation>Promediar sobre rotaciones y reflexiones</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Buildings, roads or other features that lie off the imagery. If only selected features are used, only these are written.</source>
            <translation>Edificios, carreteras u otros objetos espaciales desplazados respecto a la imagen. Si solo se usan los objetos seleccionados, solo se escriben estos.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Cancelado; no se ha escrito nada.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Device: {}</source>
            <translation>Dispositivo: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Displacement field</source>
            <translation>Campo de desplazamiento</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Each vertex</source>
            <translation>Cada vértice</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Each vertex: every corner moves by itself. Rigid: features that touch move together by one shift and one rotation, so that right angles stay right. Shift only: they move together by one shift.</source>
            <translation>Cada vértice: cada esquina se mueve por sí misma. Rígido: los objetos que se tocan se mueven juntos con un desplazamiento y una rotación, de modo que los ángulos rectos siguen siendo rectos. Solo desplazar: se mueven juntos con un desplazamiento.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Extent to align</source>
            <translation>Extensión que se alinea</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Features outside this extent keep their place and get the status outside. If empty, all are aligned.</source>
            <translation>Los objetos fuera de esta extensión conservan su lugar y reciben el estado outside. Si está vacío, se alinean todos.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Features: {}</source>
            <translation>Objetos: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>From 0 to 1. Features with less confidence than this keep their place and get the status doubtful. If empty, the threshold that was measured for the model is used.</source>
            <translation>De 0 a 1. Los objetos con menos confianza conservan su lugar y reciben el estado doubtful. Si está vacío, se usa el umbral medido para el modelo.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>HTML files (*.html)</source>
            <translation>Archivos HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>How far features may be off, in metres on the ground: up to 60 with the shipped model. More takes longer and errs more easily.</source>
            <translation>Cuánto pueden estar desplazados los objetos, en metros sobre el terreno: hasta 60 con el modelo incluido. Más tarda más y se equivoca con mayor facilidad.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Imagery</source>
            <translation>Imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Layer to align</source>
            <translation>Capa que se alinea</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Loading the model</source>
            <translation>Cargando el modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Maximum displacement (metres)</source>
            <translation>Desplazamiento máximo (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Method</source>
            <translation>Método</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Minimum confidence (the model's own if empty)</source>
            <translation>Confianza mínima (vacío: la del modelo)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Model (shipped model if empty)</source>
            <translation>Modelo (vacío: el incluido)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Model: {}</source>
            <translation>Modelo: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Moves buildings or roads that lie metres off the imagery to where the imagery shows them.</source>
            <translation>Mueve edificios o carreteras desplazados varios metros adonde los muestra la imagen.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Moves the features of a layer to where the imagery shows them. A neural network compares the two, first coarsely, then ever more finely; it runs on this computer, on the graphics card if there is one.

Nothing is lost: features, ids, order, attributes, Z and M values stay as they are, and corners that features share stay shared. A feature for which the network is not sure enough keeps its place. Four fields say what happened:

&lt;b&gt;ra_dx, ra_dy&lt;/b&gt;: the mean move in metres, east and north
&lt;b&gt;ra_conf&lt;/b&gt;: the probability that the feature is now within a metre of the truth
&lt;b&gt;ra_status&lt;/b&gt;: aligned, doubtful (kept: confidence too low), absent (the imagery does not show it), outside (kept: no imagery there), invalid (kept: would have become invalid), empty (no geometry); after a review by a person: accepted, reverted, fixed

Layer and imagery may have different CRSs. The shipped models know buildings, and roads as lines, in imagery of about 0.3 m.</source>
            <translation>Mueve los objetos espaciales de una capa adonde los muestra la imagen. Una red neuronal compara ambas, primero de forma tosca y luego cada vez más fina; se ejecuta en este equipo, en la tarjeta gráfica si la hay.

No se pierde nada: objetos, identificadores, orden, atributos y valores Z y M quedan como están, y las esquinas que comparten los objetos siguen compartidas. Un objeto del que la red no está bastante segura conserva su lugar. Cuatro campos dicen qué ha pasado:

&lt;b&gt;ra_dx, ra_dy&lt;/b&gt;: el desplazamiento medio en metros, hacia el este y el norte
&lt;b&gt;ra_conf&lt;/b&gt;: la probabilidad de que el objeto esté ahora a menos de un metro de la verdad
&lt;b&gt;ra_status&lt;/b&gt;: aligned (alineado), doubtful (conservado: poca confianza), absent (la imagen no lo muestra), outside (conservado: allí no hay imagen), invalid (conservado: habría quedado no válido), empty (sin geometría); tras la revisión de una persona: accepted (aceptado), reverted (revertido), fixed (corregido)

La capa y la imagen pueden tener SRC distintos. Los modelos incluidos conocen edificios, y carreteras como líneas, en imágenes de unos 0,3 m.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>One line for each feature that moved, from where it was to where it is.</source>
            <translation>Una línea por cada objeto movido, desde donde estaba hasta donde está.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Reading the layer</source>
            <translation>Leyendo la capa</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Report</source>
            <translation>Informe</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Rigid: shift and turn, shapes kept</source>
            <translation>Rígido: desplazar y girar, se conservan las formas</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Shift only</source>
            <translation>Solo desplazar</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>The imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer. Web tiles are read at the zoom level of about 0.3 m per pixel.</source>
            <translation>La imagen que es correcta: un archivo ráster, teselas XYZ, WMTS, WMS o cualquier otra capa ráster. Las teselas se leen en el nivel de zum de unos 0,3 m por píxel.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>The layer with its features moved, in its own CRS, with the fields ra_dx, ra_dy, ra_conf, ra_status.</source>
            <translation>La capa con sus objetos movidos, en su propio SRC, con los campos ra_dx, ra_dy, ra_conf, ra_status.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Vectors</source>
            <translation>Vectores</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Writing the report</source>
            <translation>Escribiendo el informe</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Writing the results</source>
            <translation>Escribiendo los resultados</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>align,realign,conflate,shift,offset,displacement,register,match,rectify,adjust,snap,buildings,roads,footprints,imagery,aerial,satellite,basemap,orthophoto,neural network,deep learning</source>
            <translation>alinear,realinear,conflación,desplazar,desfase,desplazamiento,registrar,emparejar,rectificar,ajustar,autoensamblar,edificios,carreteras,huellas,imagen,aérea,satélite,mapa base,ortofoto,red neuronal,aprendizaje profundo</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network</source>
            <translation>{:.2f} megapíxeles en {:.1f} s, de ellos {:.1f} s en la red</translation>
        </message>
    </context>
    <context>
        <name>BackendList</name>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Eliminar</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Use</source>
            <translation>&amp;Usar</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Verify</source>
            <translation>&amp;Verificar</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>All files are as they should be, and a shipped model runs on the device {}.</source>
            <translation>Todos los archivos están como deben, y un modelo incluido se ejecuta en el dispositivo {}.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>All files are as they should be. A model can be run once QGIS has been started again.</source>
            <translation>Todos los archivos están como deben. Se podrá ejecutar un modelo cuando se reinicie QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Compare all files with their checksums, and run a shipped model.</source>
            <translation>Comparar todos los archivos con sus sumas de comprobación y ejecutar un modelo incluido.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Delete it; one that is loaded goes at the next start of QGIS.</source>
            <translation>Lo borra; si está cargado, desaparece en el próximo inicio de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Installed in this profile</source>
            <translation>Instalado en este perfil</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Nothing is installed here.</source>
            <translation>Aquí no hay nada instalado.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Package</source>
            <translation>Paquete</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Use this one; where another one is loaded, from the next start of QGIS.</source>
            <translation>Usar este; si hay otro cargado, desde el próximo inicio de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Verifying…</source>
            <translation>Verificando…</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>for another Python</source>
            <translation>para otro Python</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>from the next start</source>
            <translation>desde el próximo inicio</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>goes at the next start</source>
            <translation>desaparece en el próximo inicio</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>in use</source>
            <translation>en uso</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>loaded</source>
            <translation>cargado</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>not used</source>
            <translation>no se usa</translation>
        </message>
    </context>
    <context>
        <name>BenchmarkDevice</name>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>A page with the table.</source>
            <translation>Una página con la tabla.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Benchmark devices</source>
            <translation>Medir los dispositivos</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Cancelado; no se ha escrito nada.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Devices (all that are available if empty)</source>
            <translation>Dispositivos (vacío: todos los disponibles)</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Devices running {name} {version}</source>
            <translation>Dispositivos con {name} {version}</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Fastest device</source>
            <translation>Dispositivo más rápido</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Largest difference (pixels)</source>
            <translation>Mayor diferencia (píxeles)</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Measurements</source>
            <translation>Mediciones</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Measures how fast this computer's devices run a model, and whether they agree.</source>
            <translation>Mide a qué velocidad ejecutan un modelo los dispositivos de este equipo, y si coinciden.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Milliseconds per megapixel with {}</source>
            <translation>Milisegundos por megapíxel con {}</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Runs a model on noise, in blocks as large as those of an alignment, and says for each device what really ran, how many milliseconds a megapixel takes, how far the answers are from those of the CPU, and how much memory it took where that can be known.

A device that cannot be used is listed with the reason. The outputs MS_CPU, MS_CUDA and so on hold the milliseconds of each device that ran, FASTEST the name of the fastest, and DIFFERENCE the largest difference.</source>
            <translation>Ejecuta un modelo sobre ruido, en bloques tan grandes como los de una alineación, y dice de cada dispositivo qué se ejecutó realmente, cuántos milisegundos tarda un megapíxel, cuánto se apartan las respuestas de las de la CPU y, cuando puede saberse, cuánta memoria necesitó.

Un dispositivo que no se puede usar aparece con el motivo. Las salidas MS_CPU, MS_CUDA, etc. contienen los milisegundos de cada dispositivo que se ejecutó, FASTEST el nombre del más rápido y DIFFERENCE la mayor diferencia.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>The devices to measure. Which of several graphics cards is meant is chosen in Settings → Options → Realign. TensorRT takes minutes to prepare.</source>
            <translation>Los dispositivos que se miden. A cuál de varias tarjetas gráficas se refiere se elige en Configuración → Opciones → Realign. TensorRT tarda minutos en prepararse.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>benchmark,speed,time,device,gpu,graphics card,cpu,cuda,tensorrt,directml,coreml,numpy,onnxruntime</source>
            <translation>medición,velocidad,tiempo,dispositivo,GPU,tarjeta gráfica,CPU,CUDA,TensorRT,DirectML,CoreML,numpy,onnxruntime</translation>
        </message>
    </context>
    <context>
        <name>ColorizeImagery</name>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>1 gives the model's colours, 0 grey; more than 1 makes them more vivid.</source>
            <translation>1 da los colores del modelo, 0 gris; más de 1 los hace más vivos.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) with the imagery's georeference, CRS and transparency.</source>
            <translation>Un Cloud Optimized GeoTIFF (.tif) con la georreferencia, el SRC y la transparencia de la imagen.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>A point anywhere on Earth, in any CRS. If empty, the middle of the imagery (of a web service, of the extent), or no certain place where the model knows none within 200 km. Imagery without a CRS needs one.</source>
            <translation>Un punto en cualquier lugar de la Tierra, en cualquier SRC. Si está vacío, el centro de la imagen (de un servicio web, el de la extensión), o ningún lugar concreto si el modelo no conoce ninguno a menos de 200 km. Una imagen sin SRC necesita uno.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Colorize grayscale imagery</source>
            <translation>Colorear imágenes en escala de grises</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Colorized imagery</source>
            <translation>Imagen coloreada</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_run.py" />
            <source>Colours of: {}</source>
            <translation>Colores de: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Extent to colorize</source>
            <translation>Extensión que se colorea</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Gives grey imagery colours, as the ground has them where it lies, or as it has them at another place that you click on the map. A neural network has learned which colours go with what is to be seen, and how they change from place to place; it runs on this computer, on the graphics card if there is one.

The imagery may be a file of 8 or 16 bits or of floating-point numbers, with or without a CRS, XYZ tiles, WMTS, WMS or any other raster layer. Only colour is added: the lightness of every pixel stays exactly as it was, and nothing is moved. What is transparent stays transparent.

The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that imagery of any size needs little memory, and no seam is to be seen where blocks meet.

Colours are guessed: they make a photograph easier to read, but they prove nothing.</source>
            <translation>Da colores a las imágenes grises, como los tiene el suelo donde están, o como los tiene en otro lugar en el que usted hace clic en el mapa. Una red neuronal ha aprendido qué colores van con lo que se ve, y cómo cambian de un lugar a otro; funciona en este ordenador, en la tarjeta gráfica si la hay.

La imagen puede ser un archivo de 8 o 16 bits o de números de coma flotante, con o sin SRC, teselas XYZ, WMTS, WMS o cualquier otra capa ráster. Solo se añade color: la luminosidad de cada píxel queda exactamente como estaba, y nada se mueve. Lo transparente sigue transparente.

El resultado es un Cloud Optimized GeoTIFF con vistas generales. Se hace bloque a bloque, de modo que imágenes de cualquier tamaño necesitan poca memoria, y no se ve costura donde los bloques se tocan.

Los colores son una conjetura: hacen que una fotografía se lea mejor, pero no prueban nada.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Gives grey imagery, such as old aerial photographs, the colours of the place where it lies.</source>
            <translation>Da a las imágenes grises, como las fotografías aéreas antiguas, los colores del lugar donde están.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>How finely a web service is read, or how large the pixels of a file without a CRS are, in metres on the ground. Other files are read in their own pixels.</source>
            <translation>Con qué finura se lee un servicio web, o qué tamaño tienen los píxeles de un archivo sin SRC, en metros en el terreno. Los demás archivos se leen en sus propios píxeles.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Imagery</source>
            <translation>Imágenes</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Only this part is colorized. If empty, all of the imagery; of a web service a part must be chosen.</source>
            <translation>Solo se colorea esta parte. Si está vacía, toda la imagen; de un servicio web hay que elegir una parte.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Place whose colours are taken</source>
            <translation>Lugar cuyos colores se toman</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Resolution (metres per pixel; the model's if empty)</source>
            <translation>Resolución (metros por píxel; la del modelo si está vacía)</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Saturation</source>
            <translation>Saturación</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>The grey imagery: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers. Of imagery in colour only the lightness is kept, and coloured anew.</source>
            <translation>La imagen gris: un archivo ráster, con o sin SRC, teselas XYZ, WMTS, WMS u otras capas. De una imagen en color solo se conserva la luminosidad, y se colorea de nuevo.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>colorize,colourise,color,colour,gray,grayscale,grey,black and white,panchromatic,aerial,old,historical,photograph,orthophoto,imagery,raster,place,neural network,deep learning</source>
            <translation>colorear,colorización,color,colores,gris,escala de grises,blanco y negro,pancromático,aéreo,antiguo,histórico,fotografía,ortofoto,imagen,ráster,lugar,red neuronal,aprendizaje profundo,colorize</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_run.py" />
            <source>no certain place</source>
            <translation>ningún lugar concreto</translation>
        </message>
    </context>
    <context>
        <name>EvaluateAlignment</name>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>90th percentile (metres)</source>
            <translation>Percentil 90 (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>A field of all layers, equal for what is the same thing. If empty, order or place decides.</source>
            <translation>Un campo de todas las capas, igual para la misma cosa. Si está vacío, decide el orden o el lugar.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>A page with the curve, histograms, a map of errors and the table.</source>
            <translation>Una página con la curva, histogramas, un mapa de errores y la tabla.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>An aligned layer, a registered map, or the displacement raster of a registration.</source>
            <translation>Una capa alineada, un mapa registrado o el ráster de desplazamiento de un registro.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>CSV files (*.csv)</source>
            <translation>Archivos CSV (*.csv)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Cancelado; no se ha escrito nada.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Compares a layer with a reference that is right: how far are its vertices from where they truly lie? Features are matched by a key field; without one by their order, where both layers have the same structure; else each with the nearest, one to one. Layers may have different CRSs.

A registered map, or the displacement raster of a registration, is compared with a layer of lines, each drawn from where something lies on it to where it truly lies, or with control points of the Georeferencer.

The results are the mean, the median and other measures in metres, the shares of vertices within 0.5 to 20 metres and, if the resolution is given, within 1 to 10 pixels; as numbers for models and scripts, as a table, as lines of errors on the map, and as a report with a curve, histograms and a map.</source>
            <translation>Compara una capa con una referencia correcta: ¿a qué distancia están sus vértices de donde están realmente? Los objetos se emparejan por un campo clave; sin él, por su orden, donde ambas capas tienen la misma estructura; si no, cada uno con el más próximo, uno a uno. Las capas pueden tener SRC distintos.

Un mapa registrado, o el ráster de desplazamiento de un registro, se compara con una capa de líneas, cada una dibujada desde donde algo está en él hasta donde está realmente, o con puntos de control del Georreferenciador.

Los resultados son la media, la mediana y otras medidas en metros, las proporciones de vértices dentro de 0,5 a 20 metros y, si se da la resolución, dentro de 1 a 10 píxeles; como números para modelos y scripts, como tabla, como líneas de error en el mapa y como informe con curva, histogramas y mapa.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Comparing</source>
            <translation>Comparando</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Control points as the Georeferencer saves them, of the raster itself or, for a displacement raster, of the map that was registered.</source>
            <translation>Puntos de control como los guarda el Georreferenciador, del propio ráster o, para un ráster de desplazamiento, del mapa que se registró.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Control points of a raster, instead</source>
            <translation>En su lugar, puntos de control de un ráster</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Counts errors in pixels of this size, too. If empty, a raster's own, and none for layers.</source>
            <translation>Cuenta los errores también en píxeles de este tamaño. Si está vacía, los del ráster, y ninguno para capas.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Errors</source>
            <translation>Errores</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Evaluate alignment</source>
            <translation>Evaluar alineación</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Evaluation</source>
            <translation>Evaluación</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Features</source>
            <translation>Objetos</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Features matched</source>
            <translation>Objetos emparejados</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>HTML files (*.html)</source>
            <translation>Archivos HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Key field</source>
            <translation>Campo clave</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Key points</source>
            <translation>Puntos de control</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Largest error (metres)</source>
            <translation>Mayor error (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Layer before it was aligned</source>
            <translation>Capa antes de alinearla</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Layer or raster to evaluate</source>
            <translation>Capa o ráster que se evalúa</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error (metres)</source>
            <translation>Error medio (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error before (metres)</source>
            <translation>Error medio antes (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error to the east (metres)</source>
            <translation>Error medio hacia el este (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error to the north (metres)</source>
            <translation>Error medio hacia el norte (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error without the median error (metres)</source>
            <translation>Error medio sin el error mediano (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Measures how far a layer, or a registered map, is from where things truly lie.</source>
            <translation>Mide a qué distancia está una capa o un mapa registrado de donde las cosas están realmente.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Median error (metres)</source>
            <translation>Error mediano (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>One line for each vertex, from where it lies to where it truly lies, with the fields feature (its id), error_m, and east_m and north_m: the error itself, where it lies minus where it should.</source>
            <translation>Una línea por vértice, de donde está a donde está realmente, con los campos feature (su identificador), error_m, y east_m y north_m: el error mismo, donde está menos donde debería.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Reading the layers</source>
            <translation>Leyendo las capas</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Reference that is right</source>
            <translation>Referencia correcta</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Report</source>
            <translation>Informe</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Resolution (metres per pixel; metres only if empty)</source>
            <translation>Resolución (metros por píxel; solo metros si está vacía)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Root mean square error (metres)</source>
            <translation>Error cuadrático medio (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Share within {} metres</source>
            <translation>Proporción dentro de {} metros</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Share within {} pixels</source>
            <translation>Proporción dentro de {} píxeles</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Table</source>
            <translation>Tabla</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>The measures, one a row; shares in per cent.</source>
            <translation>Las medidas, una por fila; proporciones en tanto por ciento.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>The same features where they truly lie. For a raster: lines, each from where something lies on it (on a displacement raster: where it lay on the map before) to where it truly lies.</source>
            <translation>Los mismos objetos donde están realmente. Para un ráster: líneas, cada una desde donde algo está en él (en un ráster de desplazamiento: donde estaba antes en el mapa) hasta donde está realmente.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>To be compared with the same reference, so that curve and histogram show what was gained.</source>
            <translation>Se compara con la misma referencia, de modo que la curva y el histograma muestran lo ganado.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Writing the results</source>
            <translation>Escribiendo los resultados</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>evaluate,accuracy,quality,error,residual,rmse,positional accuracy,compare,reference,ground truth,check points,alignment,registration,curve,histogram,report</source>
            <translation>evaluar,exactitud,calidad,error,residuo,RMSE,exactitud posicional,comparar,referencia,verdad terreno,puntos de control,alineación,registro,curva,histograma,informe</translation>
        </message>
    </context>
    <context>
        <name>ExportStyleTiles</name>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>A folder with one folder for each style, made like those that come with Realign: one QML file for each layer, and map.json. All of them are drawn, too.</source>
            <translation>Una carpeta con una carpeta por estilo, hecha como las de Realign: un archivo QML por capa, y map.json. También se dibujan todos.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Cancelled; run it again to go on where it stopped.</source>
            <translation>Cancelado; ejecútelo de nuevo para seguir donde se detuvo.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draw labels</source>
            <translation>Dibujar etiquetas</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draws one area as map tiles in several styles, each tile in all of them.</source>
            <translation>Dibuja una zona como teselas en varios estilos, cada tesela en todos.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draws one area in several styles, and writes XYZ tiles of 256 pixels (EPSG:3857) as style/zoom/column/row.png: for teaching a network to translate one style into another, or for a web map.

A style is one of those that come with Realign, drawn from layers of buildings, roads, water, waterways, land use and rails as OpenStreetMap has them, or a map theme of the project.

Tiles that are there already are kept, so a run that was cancelled goes on where it stopped; delete the folder to draw them anew. No tile is ever left unfinished.</source>
            <translation>Dibuja una zona en varios estilos y escribe teselas XYZ de 256 píxeles (EPSG:3857) como style/zoom/column/row.png: para enseñar a una red a traducir un estilo a otro, o para un mapa web.

Un estilo es uno de los que vienen con Realign, dibujado a partir de capas de edificios, carreteras, agua, cursos de agua, uso del suelo y vías férreas tal como las tiene OpenStreetMap, o un tema de mapa del proyecto.

Las teselas que ya existen se conservan, así que un proceso cancelado sigue donde se detuvo; borre la carpeta para dibujarlas de nuevo. Ninguna tesela queda nunca a medias.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Export style tiles</source>
            <translation>Exportar teselas con estilo</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Extent</source>
            <translation>Extensión</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Folder for the tiles</source>
            <translation>Carpeta para las teselas</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Folder of more styles</source>
            <translation>Carpeta con más estilos</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Layers for Realign's styles (those of the project if empty)</source>
            <translation>Capas para los estilos de Realign (las del proyecto si está vacío)</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Maps</source>
            <translation>Mapas</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Styles and map themes (all that come with Realign if empty)</source>
            <translation>Estilos y temas de mapa (todos los de Realign si está vacío)</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The area to draw, in any CRS. Every tile that it touches is drawn whole.</source>
            <translation>La zona que se dibuja, en cualquier SRC. Cada tesela que toca se dibuja entera.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The folder of more styles holds none; choose one that does.</source>
            <translation>La carpeta con más estilos no contiene ninguno; elija otra.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layer '{name}' is drawn as {role}.</source>
            <translation>La capa '{name}' se dibuja como {role}.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layer '{}' is left out: its name says nothing about what it holds.</source>
            <translation>La capa '{}' se omite: su nombre no dice qué contiene.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layers that Realign's styles draw. Each is known by its name, which must hold one of the words buildings, roads, water, waterways, landuse, rail; others are left out. The fields highway, landuse, natural and leisure tell classes apart, where they are there. Map themes draw their own layers.</source>
            <translation>Las capas que dibujan los estilos de Realign. Cada una se reconoce por su nombre, que debe contener una de las palabras buildings, roads, water, waterways, landuse, rail; las demás se omiten. Los campos highway, landuse, natural y leisure distinguen las clases, donde existen. Los temas de mapa dibujan sus propias capas.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The styles to draw: those that come with Realign, and the map themes of the project.</source>
            <translation>Los estilos que se dibujan: los que vienen con Realign y los temas de mapa del proyecto.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Tiles kept</source>
            <translation>Teselas conservadas</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Tiles written</source>
            <translation>Teselas escritas</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Two styles would write into the folder '{}'; rename one of them.</source>
            <translation>Dos estilos escribirían en la carpeta '{}'; cambie el nombre de uno.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Where the tiles go: one folder for each style. Tiles that are there already are kept.</source>
            <translation>Adónde van las teselas: una carpeta por estilo. Las teselas que ya existen se conservan.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Whether names are drawn. Training tiles are better without.</source>
            <translation>Si se dibujan los nombres. Para entrenar son mejores las teselas sin ellos.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Zoom level of the tiles. The styles that come with Realign are made for 13 to 18.</source>
            <translation>Nivel de zoom de las teselas. Los estilos que vienen con Realign están hechos para 13 a 18.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>tiles,xyz,style,styles,map themes,render,paired,training,cartography,toner,watercolor,engraved,topographic,osm,openstreetmap,png</source>
            <translation>teselas,xyz,estilo,estilos,temas de mapa,dibujar,pares,entrenamiento,cartografía,tóner,acuarela,grabado,topográfico,osm,openstreetmap,png</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{tiles} tiles at zoom {zoom} in each of {styles} styles</source>
            <translation>{tiles} teselas con zoom {zoom} en cada uno de {styles} estilos</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{written} tiles written, {kept} kept as they were</source>
            <translation>{written} teselas escritas, {kept} conservadas como estaban</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{} tiles for each style are too many; choose a lower zoom or a smaller extent.</source>
            <translation>{} teselas por estilo son demasiadas; elija un zoom menor o una extensión más pequeña.</translation>
        </message>
    </context>
    <context>
        <name>InstallBox</name>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Folder of wheels</source>
            <translation>&amp;Carpeta de wheels</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Install</source>
            <translation>&amp;Instalar</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Package</source>
            <translation>&amp;Paquete</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;With NVIDIA's libraries CUDA and cuDNN, about 2 GB more</source>
            <translation>C&amp;on las bibliotecas CUDA y cuDNN de NVIDIA, unos 2 GB más</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Address of a package index, or of a mirror of one. Proxy and passwords are those of QGIS.</source>
            <translation>Dirección de un índice de paquetes o de una réplica. El proxy y las contraseñas son los de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Address of the package index</source>
            <translation>Dirección del índice de paquetes</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Ca&amp;ncel</source>
            <translation>Ca&amp;ncelar</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Cancelled; nothing was installed.</source>
            <translation>Cancelado; no se ha instalado nada.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Choose a folder of wheels first.</source>
            <translation>Elija primero una carpeta de wheels.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Folder of wheels</source>
            <translation>Carpeta de wheels</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>For computers without a network: a folder with .whl files that were fetched on another one.</source>
            <translation>Para equipos sin red: una carpeta con archivos .whl obtenidos en otro.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Install</source>
            <translation>Instalar</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Not needed where this computer has CUDA and cuDNN already, in the version that the package asks for.</source>
            <translation>No hace falta si este equipo ya tiene CUDA y cuDNN, en la versión que pide el paquete.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Package inde&amp;x</source>
            <translation>Í&amp;ndice de paquetes</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on NVIDIA graphics cards. It needs the libraries CUDA and cuDNN; without them it runs on the processor. About 250 MB.</source>
            <translation>Se ejecuta en tarjetas gráficas NVIDIA. Necesita las bibliotecas CUDA y cuDNN; sin ellas se ejecuta en el procesador. Unos 250 MB.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on any graphics card that knows DirectX 12. About 30 MB.</source>
            <translation>Se ejecuta en cualquier tarjeta gráfica que admita DirectX 12. Unos 30 MB.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on the processor; on macOS on the graphics processor, too. About 25 MB.</source>
            <translation>Se ejecuta en el procesador; en macOS, también en el procesador gráfico. Unos 25 MB.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{package} {version} is installed.</source>
            <translation>{package} {version} está instalado.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{package} {version} is installed; it is used from the next start of QGIS.</source>
            <translation>{package} {version} está instalado; se usará desde el próximo inicio de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{} (fits this computer)</source>
            <translation>{} (adecuado para este equipo)</translation>
        </message>
    </context>
    <context>
        <name>InstallTask</name>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Installing {}</source>
            <translation>Instalando {}</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Looking for {}</source>
            <translation>Buscando {}</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Unpacking {}</source>
            <translation>Descomprimiendo {}</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>{name}: {come:.1f} MB</source>
            <translation>{name}: {come:.1f} MB</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>{name}: {come:.1f} of {total:.1f} MB</source>
            <translation>{name}: {come:.1f} de {total:.1f} MB</translation>
        </message>
    </context>
    <context>
        <name>ModelAlgorithm</name>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>A model of Realign (.onnx with a model card). If empty, the one that runs for buildings is taken.</source>
            <translation>Un modelo de Realign (.onnx con ficha de modelo). Si está vacío, se toma el de edificios.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>HTML files (*.html)</source>
            <translation>Archivos HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>Model (default for buildings if empty)</source>
            <translation>Modelo (vacío: el predeterminado para edificios)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>Models</source>
            <translation>Modelos</translation>
        </message>
    </context>
    <context>
        <name>ModelInfo</name>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>A page with the whole card.</source>
            <translation>Una página con la ficha completa.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Card</source>
            <translation>Ficha</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Card as JSON</source>
            <translation>Ficha en JSON</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Features it was trained on</source>
            <translation>Objetos con los que se entrenó</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Ground resolution (metres per pixel)</source>
            <translation>Resolución sobre el terreno (metros por píxel)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Licence</source>
            <translation>Licencia</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Model information</source>
            <translation>Información del modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Model: {name} {version}</source>
            <translation>Modelo: {name} {version}</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Reach of the scales (metres)</source>
            <translation>Alcance de las escalas (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Shows a model's card: what it is for, at which ground resolution it works, how good it was measured to be and where, what it was trained on, and its licence. The network itself is not run.

The outputs NAME, VERSION, TASK, FEATURES, LICENCE, RESOLUTION (metres per pixel) and MAX_DISPLACEMENT (metres that its scales bridge) hold the gist for models and scripts, and CARD the whole card as JSON.</source>
            <translation>Muestra la ficha de un modelo: para qué sirve, a qué resolución sobre el terreno trabaja, qué calidad se midió y dónde, con qué se entrenó y su licencia. La red misma no se ejecuta.

Las salidas NAME, VERSION, TASK, FEATURES, LICENCE, RESOLUTION (metros por píxel) y MAX_DISPLACEMENT (metros que salvan sus escalas) contienen lo esencial para modelos y scripts, y CARD la ficha completa en JSON.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Shows what a model says about itself.</source>
            <translation>Muestra lo que un modelo dice de sí mismo.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Task</source>
            <translation>Tarea</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>model,card,onnx,neural network,licence,quality,resolution,information,metadata</source>
            <translation>modelo,ficha,ONNX,red neuronal,licencia,calidad,resolución,información,metadatos</translation>
        </message>
    </context>
    <context>
        <name>RealignAdvice</name>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>Choose the place whose colours “{}” takes.</source>
            <translation>Elija el lugar cuyos colores toma «{}».</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: tiles, read at the zoom level of about {:.2g} m per pixel.</source>
            <translation>Imagen: teselas, leídas en el nivel de zum de unos {:.2g} m por píxel.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: {:.2g} m per pixel, which suits the model.</source>
            <translation>Imagen: {:.2g} m por píxel, lo que conviene al modelo.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: {:.2g} m per pixel. The model works best at {:.2g} m; expect less exact results.</source>
            <translation>Imagen: {:.2g} m por píxel. El modelo trabaja mejor a {:.2g} m; espere resultados menos exactos.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>It gets the colours of the middle of the extent.</source>
            <translation>Recibe los colores del centro de la extensión.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>It gets the colours of {}.</source>
            <translation>Recibe los colores de {}.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Lines follow the imagery best when each vertex moves.</source>
            <translation>Las líneas siguen mejor la imagen cuando se mueve cada vértice.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Many of the polygons share walls, so each vertex moves and the walls stay shared.</source>
            <translation>Muchos de los polígonos comparten muros; por eso se mueve cada vértice y los muros siguen compartidos.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Most of the polygons stand alone, so they can keep their shapes and right angles.</source>
            <translation>La mayoría de los polígonos están aislados; por eso pueden conservar sus formas y ángulos rectos.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Points have no shape that could bend, so each is only shifted.</source>
            <translation>Los puntos no tienen una forma que pueda doblarse; por eso cada uno solo se desplaza.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The model has seen nothing near {}, where it lies; it gets colours that go with its grey at most places. Choose a place for the colours of that.</source>
            <translation>El modelo no ha visto nada cerca de {}, donde está; recibe los colores que suelen acompañar a su gris. Elija un lugar para obtener los colores de ese lugar.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The place {} lies outside what the model has seen ({}); its colours are a guess.</source>
            <translation>El lugar {} está fuera de lo que el modelo ha visto ({}); sus colores son una conjetura.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The place {} lies {:.0f} km from {}, the nearest that the model has seen; its colours are a guess.</source>
            <translation>El lugar {} está a {:.0f} km de {}, el más cercano que el modelo ha visto; sus colores son una conjetura.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>Where “{}” lies is not known; it is drawn in its own pixels.</source>
            <translation>No se sabe dónde está «{}»; se dibuja en sus propios píxeles.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” and “{}” do not overlap: they lie in different places. Check the coordinate reference system of both, or choose other imagery.</source>
            <translation>«{}» y «{}» no se solapan: están en lugares distintos. Compruebe el sistema de referencia de coordenadas de ambos o elija otra imagen.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” has no coordinate reference system; assign the right one to it first.</source>
            <translation>«{}» no tiene sistema de referencia de coordenadas; asígnele primero el correcto.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” has {:.2g} m per pixel, but the model was trained on {:g} to {:g} m; look closely at the result.</source>
            <translation>«{}» tiene {:.2g} m por píxel, pero el modelo se entrenó con {:g} a {:g} m; mire bien el resultado.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” has {:.2g} m per pixel, which suits the model.</source>
            <translation>«{}» tiene {:.2g} m por píxel, lo que conviene al modelo.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” is a web service: choose the extent, and how finely it is read ({:.2g} m per pixel).</source>
            <translation>«{}» es un servicio web: elija la extensión y con qué finura se lee ({:.2g} m por píxel).</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” is too coarse: {:.2g} m per pixel on the ground, but the model needs {:.2g} m or finer to see single features. Choose finer imagery.</source>
            <translation>«{}» es demasiado tosca: {:.2g} m por píxel sobre el terreno, pero el modelo necesita {:.2g} m o menos para ver objetos sueltos. Elija una imagen más fina.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” is too fine for the model: {:.2g} m per pixel, and it needs at least {:.2g} m.</source>
            <translation>«{}» es demasiado fina para el modelo: {:.2g} m por píxel, y necesita al menos {:.2g} m.</translation>
        </message>
    </context>
    <context>
        <name>RealignAlgorithm</name>
        <message>
            <location filename="../../plugin/raster_algorithm.py" />
            <source>A model trained for this task (.onnx with a model card). If empty, the default is used, as it ships or as it was chosen in Settings → Options → Realign.</source>
            <translation>Un modelo entrenado para esta tarea (.onnx con ficha). Si está vacío, el modelo por omisión, tal como viene o como se eligió en Configuración → Opciones → Realign.</translation>
        </message>
        <message>
            <location filename="../../plugin/algorithm.py" />
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_algorithm.py" />
            <source>Model (shipped model if empty)</source>
            <translation>Modelo (vacío: el incluido)</translation>
        </message>
        <message>
            <location filename="../../plugin/algorithm.py" />
            <source>What computes: auto takes the device chosen in Settings → Options → Realign, or else the fastest that works; a device asked for by name is used or refused. Which of several graphics cards is meant is chosen there, too. Devices other than numpy need the Python package onnxruntime; without it, auto takes numpy, which is slower. The log says what really ran.</source>
            <translation>Qué calcula: auto toma el dispositivo elegido en Configuración → Opciones → Realign o, si no, el más rápido que funcione; un dispositivo pedido por su nombre se usa o se rechaza. Allí se elige también a cuál de varias tarjetas gráficas se refiere. Los dispositivos distintos de numpy necesitan el paquete de Python onnxruntime; sin él, auto toma numpy, que es más lento. El registro dice qué se ejecutó realmente.</translation>
        </message>
    </context>
    <context>
        <name>RealignDesktop</name>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Align Vectors to Imagery…</source>
            <translation>&amp;Alinear vectores con la imagen…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Colorize Imagery…</source>
            <translation>&amp;Colorear imágenes…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Help</source>
            <translation>A&amp;yuda</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Latent Explorer</source>
            <translation>Espacio &amp;latente</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Settings…</source>
            <translation>&amp;Configuración…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Align Vectors to Imagery: moves buildings or roads to where the imagery shows them</source>
            <translation>Alinear vectores con la imagen: mueve edificios o carreteras adonde los muestra la imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Colorize Imagery: gives grey imagery the colours of the place where it lies</source>
            <translation>Colorear imágenes: da a las imágenes grises los colores del lugar donde están</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Latent Explorer: point at a plane, or at the map, and see what a model draws</source>
            <translation>Espacio latente: señale en un plano, o en el mapa, y vea lo que dibuja un modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;gister Map to Basemap…</source>
            <translation>Re&amp;gistrar un mapa sobre un mapa base…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;style Map…</source>
            <translation>Cambiar el e&amp;stilo de un mapa…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;view Aligned Layer</source>
            <translation>&amp;Revisar la capa alineada</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Register Map to Basemap: lays a scanned map exactly onto a modern one</source>
            <translation>Registrar un mapa sobre un mapa base: coloca un mapa escaneado exactamente sobre uno moderno</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Restyle Map: draws a map in another style</source>
            <translation>Cambiar el estilo de un mapa: dibuja un mapa en otro estilo</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Review Aligned Layer: step through uncertain features, accept, revert or fix them</source>
            <translation>Revisar la capa alineada: recorrer los objetos inciertos, aceptarlos, revertirlos o corregirlos</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>The window cannot be opened: switch on the plugin Processing first.</source>
            <translation>No se puede abrir la ventana: active primero el complemento Processing.</translation>
        </message>
    </context>
    <context>
        <name>RealignDialog</name>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>&amp;Cancel preview</source>
            <translation>&amp;Cancelar la vista previa</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>&amp;Keep these layers</source>
            <translation>C&amp;onservar estas capas</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Aligns what the map shows, at most 400 m across, into temporary layers. Your layers stay as they are.</source>
            <translation>Alinea lo que muestra el mapa, como mucho 400 m de ancho, en capas temporales. Sus capas quedan como están.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Choose a layer and imagery first.</source>
            <translation>Elija primero una capa y una imagen.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_dialog.py" />
            <source>Choose a raster layer first.</source>
            <translation>Elija primero una capa ráster.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_dialog.py" />
            <source>Colorizes what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as they are.</source>
            <translation>Colorea lo que muestra el mapa, con 1000 píxeles de ancho como máximo, en una capa temporal. Sus capas quedan como están.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Method: {}</source>
            <translation>Método: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Otherwise they go when this window is closed.</source>
            <translation>Si no, desaparecen cuando se cierra esta ventana.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>Pre&amp;view</source>
            <translation>&amp;Vista previa</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Preview: %p %</source>
            <translation>Vista previa: %p %</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Preview: none of {} features moved.</source>
            <translation>Vista previa: no se movió ninguno de {} objetos.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Preview: {} of {} features moved, by {:.1f} m in the median.</source>
            <translation>Vista previa: se movieron {} de {} objetos, {:.1f} m en la mediana.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_dialog.py" />
            <source>Preview: {} × {} pixels, on top of the map.</source>
            <translation>Vista previa: {} × {} píxeles, encima del mapa.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Progress of the preview</source>
            <translation>Progreso de la vista previa</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_dialog.py" />
            <source>Restyles what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as they are.</source>
            <translation>Cambia el estilo de lo que muestra el mapa, como mucho 1000 píxeles de ancho, en una capa temporal. Sus capas quedan como están.</translation>
        </message>
        <message>
            <location filename="../../plugin/style_gallery.py" />
            <source>Styles</source>
            <translation>Estilos</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>The imagery does not cover what the map shows; move the map.</source>
            <translation>La imagen no cubre lo que muestra el mapa; desplace el mapa.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>The layers of the preview are yours; they are temporary until you save them.</source>
            <translation>Las capas de la vista previa son suyas; son temporales hasta que las guarde.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>The map window does not show “{}”; move to it.</source>
            <translation>La ventana del mapa no muestra «{}»; vaya allí.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>The preview was cancelled.</source>
            <translation>Se canceló la vista previa.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>This value is missing or wrong: {}</source>
            <translation>Este valor falta o es incorrecto: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>{} kept their place: not sure enough, or not seen.</source>
            <translation>{} conservaron su lugar: sin seguridad suficiente o no vistos.</translation>
        </message>
    </context>
    <context>
        <name>RealignHelp</name>
        <message>
            <location filename="../../plugin/help_pages.py" />
            <source>en</source>
            <translation>es</translation>
        </message>
    </context>
    <context>
        <name>RealignLatent</name>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Add to Map</source>
            <translation>&amp;Añadir al mapa</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Copy Picture</source>
            <translation>&amp;Copiar la imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Imagery</source>
            <translation>&amp;Imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Known place</source>
            <translation>Lugar co&amp;nocido</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>&amp;Model</source>
            <translation>&amp;Modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Save and Add to Map…</source>
            <translation>&amp;Guardar y añadir al mapa…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Take Visible Part</source>
            <translation>&amp;Tomar lo visible</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>&amp;Where is This Piece?</source>
            <translation>¿&amp;Dónde está este trozo?</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Add grey imagery to the map to colour it.</source>
            <translation>Añada al mapa una imagen gris para colorearla.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Add the picture to the map as a temporary layer</source>
            <translation>Añadir la imagen al mapa como capa temporal</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Choose &amp;Place on Map</source>
            <translation>Elegir el &amp;lugar en el mapa</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Choose a model file</source>
            <translation>Elegir un archivo de modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Click or drag on the map: the imagery takes the colours of that place</source>
            <translation>Haga clic o arrastre en el mapa: la imagen toma los colores de ese lugar</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_plane.py" />
            <source>Click or drag to choose a point. Arrow keys move it, with Shift faster; + and - or the wheel zoom, Home shows all; drag with the middle button, or with Ctrl, to move the plane.</source>
            <translation>Haga clic o arrastre para elegir un punto. Las flechas lo mueven, más rápido con Mayús; + y - o la rueda amplían o reducen, Inicio lo muestra todo; arrastre con el botón central, o con Ctrl, para mover el plano.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Colour what the map shows now</source>
            <translation>Colorear lo que el mapa muestra ahora</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Colours of {}</source>
            <translation>Colores de {}</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>Find the middle of what the map shows on the plane, as the model sees it</source>
            <translation>Encontrar en el plano el centro de lo que muestra el mapa, tal como lo ve el modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>GeoTIFF (*.tif *.tiff)</source>
            <translation>GeoTIFF (*.tif *.tiff)</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Help page</source>
            <translation>Página de ayuda</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Imagery</source>
            <translation>Imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Known place</source>
            <translation>Lugar conocido</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Latent Explorer</source>
            <translation>Espacio latente</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_plane.py" />
            <source>Latent plane</source>
            <translation>Plano latente</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Latitude</source>
            <translation>Latitud</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Loading the model…</source>
            <translation>Cargando el modelo…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Longitude</source>
            <translation>Longitud</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Model to Explore</source>
            <translation>Modelo para explorar</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Models (*.onnx)</source>
            <translation>Modelos (*.onnx)</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>No model that can be explored is installed; choose a file above, or add one in Settings → Options → Realign.</source>
            <translation>No hay instalado ningún modelo que se pueda explorar; elija un archivo arriba, o añada uno en Configuración → Opciones → Realign.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Picture</source>
            <translation>Imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Reading imagery</source>
            <translation>Leyendo la imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Reading imagery…</source>
            <translation>Leyendo la imagen…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Save Picture</source>
            <translation>Guardar la imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>The map is the plane: each place has its own colours.</source>
            <translation>El mapa es el plano: cada lugar tiene sus propios colores.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>The middle of the map lies about here; it shows {:.2g} m per pixel of the picture, but the model was trained on {:g} to {:g} m, so zoom the map to be sure.</source>
            <translation>El centro del mapa está más o menos aquí; muestra {:.2g} m por píxel de la imagen, pero el modelo se entrenó con {:g} a {:g} m, así que cambie el zoom del mapa para estar seguro.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>The middle of the map lies here.</source>
            <translation>El centro del mapa está aquí.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>This point of the map is no place on Earth.</source>
            <translation>Este punto del mapa no es ningún lugar de la Tierra.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <location filename="../../plugin/latent_place_page.py" />
            <source>Writing a picture</source>
            <translation>Escribiendo una imagen</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>no certain place</source>
            <translation>ningún lugar concreto</translation>
        </message>
    </context>
    <context>
        <name>RealignModels</name>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Add Files…</source>
            <translation>&amp;Añadir archivos…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Check</source>
            <translation>Co&amp;mprobar</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Models; those in bold run where no other is chosen:</source>
            <translation>&amp;Modelos; los que están en negrita se usan cuando no se elige otro:</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Remove…</source>
            <translation>&amp;Eliminar…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add &amp;Folder…</source>
            <translation>Añadir una &amp;carpeta…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add All Models of a Folder</source>
            <translation>Añadir todos los modelos de una carpeta</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add Models</source>
            <translation>Añadir modelos</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Added: {}</source>
            <translation>Añadido: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Adding models</source>
            <translation>Añadiendo modelos</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Card of the model</source>
            <translation>Ficha del modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Checking {}</source>
            <translation>Comprobando {}</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Compare the model with its checksum, and run it</source>
            <translation>Comparar el modelo con su suma de comprobación y ejecutarlo</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>For</source>
            <translation>Para</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Let this model run for its kind of features wherever no model is named</source>
            <translation>Usar este modelo para su tipo de objetos siempre que no se indique otro</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Licence</source>
            <translation>Licencia</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Make &amp;Default</source>
            <translation>Hacer &amp;predeterminado</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Median distance from the truth before and after the alignment, on imagery that the model never saw</source>
            <translation>Distancia mediana a la verdad antes y después de la alineación, en imágenes que el modelo nunca vio</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Median error</source>
            <translation>Error mediano</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Metres on the ground per pixel that the model works at</source>
            <translation>Metros sobre el terreno por píxel a los que trabaja el modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Models (*.onnx)</source>
            <translation>Modelos (*.onnx)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Remove Model</source>
            <translation>Eliminar el modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Remove the model {}? Its file is deleted from your QGIS profile.</source>
            <translation>¿Eliminar el modelo {}? Su archivo se borra de su perfil de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Resolution</source>
            <translation>Resolución</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>added: {}</source>
            <translation>añadido: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>shipped</source>
            <translation>incluido</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>{} (default)</source>
            <translation>{} (predeterminado)</translation>
        </message>
    </context>
    <context>
        <name>RealignOptions</name>
        <message>
            <location filename="../../plugin/options_page.py" />
            <source>Acc&amp;eleration</source>
            <translation>Ac&amp;eleración</translation>
        </message>
        <message>
            <location filename="../../plugin/options_page.py" />
            <source>Mode&amp;ls</source>
            <translation>Mode&amp;los</translation>
        </message>
    </context>
    <context>
        <name>RealignPreview</name>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Aligned</source>
            <translation>Alineado</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Arrows</source>
            <translation>Flechas</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_dialog.py" />
            <source>Colorized</source>
            <translation>Coloreada</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_layers.py" />
            <source>Realign preview</source>
            <translation>Vista previa de Realign</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_dialog.py" />
            <source>Restyled</source>
            <translation>Con otro estilo</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>The map shows a place that the layer's coordinate reference system cannot represent; move the map.</source>
            <translation>El mapa muestra un lugar que el sistema de referencia de coordenadas de la capa no puede representar; desplace el mapa.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>The map shows no features of “{}”; zoom to some of them, then try again.</source>
            <translation>El mapa no muestra objetos de «{}»; acérquese a algunos e inténtelo de nuevo.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview.py" />
            <source>The preview failed, and nothing says why; run the algorithm.</source>
            <translation>La vista previa falló y nada dice por qué; ejecute el algoritmo.</translation>
        </message>
    </context>
    <context>
        <name>RealignReview</name>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>&amp;Original layer</source>
            <translation>Capa &amp;original</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Accept</source>
            <translation>Aceptar</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Accept the alignment</source>
            <translation>Aceptar la alineación</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Aligned &amp;layer</source>
            <translation>&amp;Capa alineada</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Aligned features with less confidence than this are listed, too.</source>
            <translation>También se listan los objetos alineados con menos confianza.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>All listed features are reviewed.</source>
            <translation>Todos los objetos listados están revisados.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Choose a layer that “Align vectors to imagery” has made.</source>
            <translation>Elija una capa creada con «Alinear vectores con la imagen».</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Confidence</source>
            <translation>Confianza</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Confidence &amp;below</source>
            <translation>Confianza &amp;inferior a</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Edit the feature on the map with QGIS's tool; it is noted as fixed.</source>
            <translation>Editar el objeto en el mapa con la herramienta de QGIS; queda anotado como corregido.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Features reviewed</source>
            <translation>Objetos revisados</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Features to review</source>
            <translation>Objetos por revisar</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Fix by hand</source>
            <translation>Corregir a mano</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Move the feature</source>
            <translation>Mover el objeto</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Move the feature by one pixel of the map ({}); by ten with Shift</source>
            <translation>Mover el objeto un píxel del mapa ({}); diez con Mayús</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Moved (m)</source>
            <translation>Movido (m)</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Nudge</source>
            <translation>Empujar</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Previous</source>
            <translation>Anterior</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Put the feature back to where it was ({})</source>
            <translation>Devolver el objeto adonde estaba ({})</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Revert</source>
            <translation>Revertir</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Revert the alignment</source>
            <translation>Revertir la alineación</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Review Alignment</source>
            <translation>Revisar la alineación</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Save edits</source>
            <translation>Guardar las ediciones</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Status</source>
            <translation>Estado</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>The feature cannot be changed; “{}” refused it.</source>
            <translation>No se puede cambiar el objeto; «{}» lo rechazó.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>The layer as it was before. Without it, few features can be put back.</source>
            <translation>La capa tal como era antes. Sin ella, pocos objetos se pueden revertir.</translation>
        </message>
        <message>
            <location filename="../../plugin/origins.py" />
            <source>The original layer is the reviewed one; choose the layer it was made from.</source>
            <translation>La capa original es la que se revisa; elija la capa de la que procede.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>This feature is where it was.</source>
            <translation>Este objeto está donde estaba.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Where this feature was is not known; choose the original layer.</source>
            <translation>No se sabe dónde estaba este objeto; elija la capa original.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>absent</source>
            <translation>ausente</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>accepted</source>
            <translation>aceptado</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>aligned</source>
            <translation>alineado</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>doubtful</source>
            <translation>dudoso</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>empty</source>
            <translation>vacío</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>fixed</source>
            <translation>corregido</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>invalid</source>
            <translation>no válido</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>outside</source>
            <translation>fuera</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>reverted</source>
            <translation>revertido</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>{} of {} reviewed</source>
            <translation>{} de {} revisados</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” can only be looked at: its source or the project does not allow edits. Export it to a GeoPackage and review that.</source>
            <translation>«{}» solo se puede ver: su fuente o el proyecto no permite ediciones. Expórtela a un GeoPackage y revise este.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” cannot be edited now.</source>
            <translation>«{}» no se puede editar ahora.</translation>
        </message>
        <message>
            <location filename="../../plugin/origins.py" />
            <source>“{}” has another coordinate reference system or other geometries.</source>
            <translation>«{}» tiene otro sistema de referencia de coordenadas u otras geometrías.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” has no field {}: it was not made by “Align vectors to imagery”.</source>
            <translation>«{}» no tiene el campo {}: no se creó con «Alinear vectores con la imagen».</translation>
        </message>
    </context>
    <context>
        <name>RealignRun</name>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Cancelado; no se ha escrito nada.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Device: {}</source>
            <translation>Dispositivo: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Loading the model</source>
            <translation>Cargando el modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Model: {}</source>
            <translation>Modelo: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network</source>
            <translation>{:.2f} megapíxeles en {:.1f} s, de ellos {:.1f} s en la red</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>{text}, about {time} left</source>
            <translation>{text}, quedan unos {time}</translation>
        </message>
    </context>
    <context>
        <name>RegisterMap</name>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) in the CRS of the map; transparent around it.</source>
            <translation>Un GeoTIFF optimizado para la nube (.tif) en el SRC del mapa; transparente alrededor.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A page with pictures to compare, residuals, and what of the map can be trusted.</source>
            <translation>Una página con imágenes que se comparan, residuos y qué parte del mapa es fiable.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A raster of three bands on the pixels of the scan: metres to the right and up to add to a coordinate of the map (in degrees: east and north), and the confidence.</source>
            <translation>Un ráster de tres bandas sobre los píxeles del escaneo: metros a la derecha y arriba que se suman a una coordenada del mapa (en grados: al este y al norte), y la confianza.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Affine</source>
            <translation>Afín</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Basemap</source>
            <translation>Mapa base</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Bilinear</source>
            <translation>Bilineal</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Compare edges only, without a model</source>
            <translation>Comparar solo bordes, sin modelo</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points</source>
            <translation>Puntos de control</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points at most</source>
            <translation>Puntos de control como máximo</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points of QGIS (*.points)</source>
            <translation>Puntos de control de QGIS (*.points)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Cubic</source>
            <translation>Cúbico</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Dense: every place for itself</source>
            <translation>Densa: cada lugar por sí mismo</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Displacement</source>
            <translation>Desplazamiento</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Edges take no training. They are compared, too, where no model is installed. They find less between a map and imagery.</source>
            <translation>Los bordes no requieren entrenamiento. También se comparan donde no hay ningún modelo instalado. Entre un mapa y una imagen hallan menos.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Finds for every place of a scanned map where it truly lies, and how sure that is, and draws the map there. What is geography in both rasters is compared, from coarse to fine; how they are drawn does not matter. It runs on this computer, on the graphics card if there is one.

The map must lie roughly in its place: by a world file, by a few control points, or by the extent that is given here. What it is registered onto is a map, imagery, or vector layers.

The result is a Cloud Optimized GeoTIFF, resampled once, from the scan itself. The control points can be opened, looked at and edited in QGIS's Georeferencer. Where nothing can be found (sea, margins, what has changed) the map follows its surroundings; a map of which hardly anything is found stays where it is, and the log says so.</source>
            <translation>Halla para cada lugar de un mapa escaneado dónde está en realidad y con qué seguridad, y dibuja allí el mapa. Se compara, de lo grueso a lo fino, lo que en ambos rásteres es geografía; cómo están dibujados da igual. Se calcula en este ordenador, en la tarjeta gráfica si la hay.

El mapa debe estar más o menos en su sitio: por un archivo world, por unos pocos puntos de control o por la extensión que se da aquí. Se registra sobre un mapa, una imagen o capas vectoriales.

El resultado es un GeoTIFF optimizado para la nube, remuestreado una sola vez, del propio escaneo. Los puntos de control se pueden abrir, mirar y editar en el georreferenciador de QGIS. Donde nada se puede hallar (mar, márgenes, lo que ha cambiado), el mapa sigue a su entorno; un mapa del que casi nada se halla se queda donde está, y el registro lo dice.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Finest resolution (metres per pixel; all detail if empty)</source>
            <translation>Resolución más fina (metros por píxel; todo el detalle si está vacía)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>First looks for the place of the whole map: up to 20 degrees turned, a fifth too large or too small, and a third of its diagonal off. The log says whether it was found.</source>
            <translation>Busca primero el sitio de todo el mapa: hasta 20 grados girado, una quinta parte demasiado grande o pequeño y desviado un tercio de su diagonal. El registro dice si se halló.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>For QGIS's Georeferencer, which opens them with the scan if the file is named as the scan is, with .points after it. With residuals and confidence.</source>
            <translation>Para el georreferenciador de QGIS, que los abre con el escaneo si el archivo se llama como él, seguido de .points. Con residuos y confianza.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>From 0 to 1. Places with less count as not found, and none of them becomes a control point.</source>
            <translation>De 0 a 1. Los lugares con menos cuentan como no hallados, y ninguno se convierte en punto de control.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>From 0, follow everything that is found, to 1, one plane for all of the map.</source>
            <translation>De 0, seguir todo lo que se halla, a 1, un solo plano para todo el mapa.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Georeference Annotation</source>
            <translation>Georeference Annotation</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>HTML files (*.html)</source>
            <translation>Archivos HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How closely both are compared, in metres on the ground. Coarser is faster and less exact.</source>
            <translation>Con qué detalle se comparan ambos, en metros sobre el terreno. Más gruesa es más rápida y menos exacta.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How far it moved, median (metres)</source>
            <translation>Cuánto se movió, mediana (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How far places of the map may be off, in metres on the ground. If empty, a twentieth of its diagonal. More takes longer.</source>
            <translation>Cuánto pueden estar desviados los lugares del mapa, en metros sobre el terreno. Si está vacío, una vigésima parte de su diagonal. Más tarda más.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How the pixels of the scan become those of the result.</source>
            <translation>Cómo los píxeles del escaneo pasan a ser los del resultado.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>In any CRS. The map is laid into its middle, north up, as large as fits, whatever place its file says. If empty, the place that the map has.</source>
            <translation>En cualquier SRC. El mapa se coloca en su centro, con el norte arriba, tan grande como quepa, diga lo que diga su archivo. Si está vacía, el sitio que tiene el mapa.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>JSON files (*.json)</source>
            <translation>Archivos JSON (*.json)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Lays a scanned map that is roughly georeferenced exactly onto a modern basemap.</source>
            <translation>Coloca un mapa escaneado, georreferenciado de forma aproximada, exactamente sobre un mapa base moderno.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Maps</source>
            <translation>Mapas</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Maximum displacement (metres)</source>
            <translation>Desplazamiento máximo (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Minimum confidence</source>
            <translation>Confianza mínima</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Modern layers of areas and lines, such as buildings, roads, water, that are drawn as a plain map. Points are left out.</source>
            <translation>Capas modernas de áreas y líneas, como edificios, calles, agua, que se dibujan como un mapa sencillo. Los puntos se omiten.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Nearest pixel</source>
            <translation>Píxel más cercano</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>No model for this task is installed, so edges are compared.</source>
            <translation>No hay ningún modelo instalado para esta tarea, así que se comparan bordes.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Polynomial of the second order</source>
            <translation>Polinomio de segundo orden</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>Reading the vector layers</source>
            <translation>Se leen las capas vectoriales</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Register map to basemap</source>
            <translation>Registrar un mapa sobre un mapa base</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Registered map</source>
            <translation>Mapa registrado</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Report</source>
            <translation>Informe</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Resampling</source>
            <translation>Remuestreo</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Residual of the control points, root mean square (metres)</source>
            <translation>Residuo de los puntos de control, media cuadrática (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Rigidity</source>
            <translation>Rigidez</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Scanned map</source>
            <translation>Mapa escaneado</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Share of the map that can be trusted</source>
            <translation>Parte del mapa que es fiable</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Similarity: shift, turn and scale</source>
            <translation>Semejanza: desplazar, girar y escalar</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The control points as IIIF has them, for Allmaps and others.</source>
            <translation>Los puntos de control como los tiene IIIF, para Allmaps y otros.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map is only roughly placed</source>
            <translation>El mapa solo está situado de forma aproximada</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map or imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer, of about the scale of the scanned map. Leave it empty where vector layers are given.</source>
            <translation>El mapa o la imagen que es correcta: un archivo ráster, teselas XYZ, WMTS, WMS o cualquier otra capa ráster, de una escala parecida a la del mapa escaneado. Déjelo vacío si se dan capas vectoriales.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map to register: a raster file, placed by a geotransform, a world file or control points; or not at all, where the extent below says about where it lies.</source>
            <translation>El mapa que se registra: un archivo ráster, situado por una geotransformación, un archivo world o puntos de control; o sin situar, donde la extensión de abajo dice más o menos dónde está.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>They are spread over all of the map that can be trusted, where it is surest.</source>
            <translation>Se reparten por todo lo fiable del mapa, donde es más seguro.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Thin-plate spline through the control points</source>
            <translation>Spline de lámina delgada por los puntos de control</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Vector layers, instead of a basemap</source>
            <translation>Capas vectoriales en lugar de un mapa base</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Warp</source>
            <translation>Deformación</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>What may become of the map. Similarity and affine keep straight lines straight; dense follows what is found at every place, as stiffly as the rigidity says.</source>
            <translation>En qué puede convertirse el mapa. La semejanza y la afín mantienen rectas las rectas; la densa sigue lo que se halla en cada lugar, tan rígida como diga la rigidez.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Where a map without a place roughly lies</source>
            <translation>Dónde está más o menos un mapa sin situar</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>it moved by {:.1f} m in the median</source>
            <translation>se movió {:.1f} m en la mediana</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>register,registration,georeference,georeferencer,rectify,rubber sheet,old map,historical,scan,sheet,ground control points,gcp,thin plate spline,warp,conflate,match,iiif,allmaps,raster,neural network</source>
            <translation>registrar,registro,georreferenciar,georreferenciador,rectificar,mapa antiguo,histórico,escaneo,hoja,puntos de control,gcp,spline de lámina delgada,deformar,conflación,emparejar,iiif,allmaps,ráster,red neuronal,ajustar</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>{:.0%} of the map can be trusted, {} control points</source>
            <translation>{:.0%} del mapa es fiable, {} puntos de control</translation>
        </message>
    </context>
    <context>
        <name>RestyleMap</name>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>1 gives the new style, 0 the map as it was; what lies between mixes both.</source>
            <translation>1 da el estilo nuevo, 0 el mapa como era; lo que hay en medio mezcla ambos.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) with the map's georeference, CRS and transparency.</source>
            <translation>Un Cloud Optimized GeoTIFF (.tif) con la georreferencia, el SRC y la transparencia del mapa.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Any other map. If it is given, the result gets its style as far as the model can draw it.</source>
            <translation>Cualquier otro mapa. Si se da, el resultado toma su estilo hasta donde el modelo sepa dibujarlo.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Draws a map in another style: a scan as a modern map, a web map as an engraving.</source>
            <translation>Dibuja un mapa en otro estilo: un escaneo como mapa moderno, un mapa web como grabado.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Draws a map in one of Realign's styles, or in the style of another map. A neural network sees what is a street, a house, water or a wood, and draws it anew; it runs on this computer, on the graphics card if there is one.

The map may be a file, georeferenced or not, XYZ tiles, WMTS, WMS or any other raster layer. Nothing is moved: each pixel of the result lies where it lay. What is transparent stays transparent.

The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that maps of any size need little memory, and no seam is to be seen where blocks meet.</source>
            <translation>Dibuja un mapa en uno de los estilos de Realign, o en el estilo de otro mapa. Una red neuronal reconoce qué es calle, casa, agua o bosque, y lo dibuja de nuevo; funciona en este ordenador, en la tarjeta gráfica si la hay.

El mapa puede ser un archivo, georreferenciado o no, teselas XYZ, WMTS, WMS o cualquier otra capa ráster. Nada se mueve: cada píxel del resultado queda donde estaba. Lo que es transparente sigue siéndolo.

El resultado es un Cloud Optimized GeoTIFF con vistas generales. Se hace bloque a bloque, de modo que los mapas de cualquier tamaño necesitan poca memoria y no se ve ninguna costura donde se juntan los bloques.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Extent to restyle</source>
            <translation>Extensión que cambia</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Factor by which a file is enlarged, or below 1 made smaller, before it is drawn: for scans so fine that their lines are many pixels wide. The result has that many pixels. The log proposes a factor.</source>
            <translation>Factor por el que un archivo se amplía o, por debajo de 1, se reduce antes de dibujarlo: para escaneos tan finos que sus líneas tienen muchos píxeles de ancho. El resultado tiene esos píxeles. El registro propone un factor.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>How finely tiles and other web services are read, in metres on the ground. Tiles come at the zoom level that is at least as fine. Files are read in their own pixels.</source>
            <translation>Con qué finura se leen las teselas y otros servicios web, en metros en el terreno. Las teselas vienen del nivel de zoom que es al menos igual de fino. Los archivos se leen en sus propios píxeles.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_run.py" />
            <source>Looking at the reference</source>
            <translation>Mirando la referencia</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Map</source>
            <translation>Mapa</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Map whose style is taken instead</source>
            <translation>Mapa cuyo estilo se toma</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Maps</source>
            <translation>Mapas</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Only this part is restyled. If empty, all of the map; of a web service a part must be chosen.</source>
            <translation>Solo cambia esta parte. Si está vacía, todo el mapa; de un servicio web hay que elegir una parte.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Resolution of a web service (metres per pixel; the model's if empty)</source>
            <translation>Resolución de un servicio web (metros por píxel; la del modelo si está vacía)</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Restyle map</source>
            <translation>Cambiar el estilo de un mapa</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Restyled map</source>
            <translation>Mapa con otro estilo</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Scale before drawing</source>
            <translation>Escala antes de dibujar</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Strength</source>
            <translation>Intensidad</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Style</source>
            <translation>Estilo</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_run.py" />
            <source>Style: {}</source>
            <translation>Estilo: {}</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The map is</source>
            <translation>El mapa es</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The map to restyle: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers.</source>
            <translation>El mapa que cambia de estilo: un archivo ráster con o sin SRC, teselas XYZ, WMTS, WMS u otras capas.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The style to draw in. The window of Realign's menu shows a picture of each.</source>
            <translation>El estilo del dibujo. La ventana del menú de Realign muestra una imagen de cada uno.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Which of the models runs: that for clean maps, which knows all styles, or that for scans of old maps with all that paper brings along, which draws modern ones.</source>
            <translation>Qué modelo trabaja: el de mapas limpios, que conoce todos los estilos, o el de escaneos de mapas antiguos con todo lo que trae el papel, que los dibuja modernos.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>an old map, scanned</source>
            <translation>un mapa antiguo, escaneado</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>drawn by a computer</source>
            <translation>dibujado por ordenador</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>restyle,style,style transfer,map,old map,historical,scan,toner,watercolor,terrain,engraved,topographic,modern,osm,openstreetmap,redraw,cartography,raster,neural network,deep learning</source>
            <translation>cambiar estilo,estilo,transferencia de estilo,mapa,mapa antiguo,histórico,escaneo,toner,acuarela,terreno,grabado,topográfico,moderno,osm,openstreetmap,redibujar,cartografía,ráster,red neuronal,aprendizaje profundo</translation>
        </message>
    </context>
    <context>
        <name>StereoDisparity</name>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>1 where matching from left to right and from right to left agree, 0 where they are 2 pixels or more apart. Takes twice the time.</source>
            <translation>1 donde coinciden los emparejamientos de izquierda a derecha y de derecha a izquierda, 0 donde difieren en 2 píxeles o más. Tarda el doble.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) in pixels: left pixel (x, y) is right pixel (x - disparity, y).</source>
            <translation>Un GeoTIFF optimizado para la nube (.tif) en píxeles: el píxel izquierdo (x, y) es el píxel derecho (x - disparidad, y).</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Base-to-height ratio (for the surface model)</source>
            <translation>Relación base-altura (para el modelo de superficie)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>By how many pixels a thing may lie further to the left in the right picture, at least; negative where things may lie further to the right. The narrower the range, the fewer the mistakes.</source>
            <translation>Cuántos píxeles más a la izquierda está algo, como mínimo, en la imagen derecha; negativo si algo puede estar más a la derecha. Cuanto más estrecho el intervalo, menos errores.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>By how many pixels at most: that of the highest thing, in most pairs.</source>
            <translation>Cuántos píxeles como máximo: en la mayoría de los pares, el desplazamiento de lo más alto.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Confidence</source>
            <translation>Confianza</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_run.py" />
            <source>Disparities from {:.1f} to {:.1f} pixels; {:.0f} % of the pixels have one</source>
            <translation>Disparidades de {:.1f} a {:.1f} píxeles; el {:.0f} % de los píxeles tiene una</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Disparity</source>
            <translation>Disparidad</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Disparity from rectified stereo pair</source>
            <translation>Disparidad de un par estéreo rectificado</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Distance of the two cameras over their height above the ground, such as 0.6. Negative where high things have low disparities, because left and right are the other way round.</source>
            <translation>Distancia entre las dos cámaras dividida por su altura sobre el suelo, por ejemplo 0,6. Negativa si lo alto tiene disparidades bajas, porque izquierda y derecha están cambiadas.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Extent to match</source>
            <translation>Extensión que se empareja</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Finds for each pixel of the left picture of a rectified pair by how many pixels it lies further to the left in the right picture, and from that, if the base-to-height ratio is given, a surface model in metres. A neural network compares the pictures from coarse to fine; it runs on this computer, on the graphics card if there is one.

Rectified means that both pictures have the same size and the same thing lies on the same row in both. They are files of 8 or 16 bits or of floating-point numbers, with or without a CRS.

The results are Cloud Optimized GeoTIFFs with overviews, made block by block, so that pairs of any size need little memory. What the right picture does not show has no disparity, or low confidence.</source>
            <translation>Halla, para cada píxel de la imagen izquierda de un par rectificado, cuántos píxeles más a la izquierda está en la imagen derecha y, si se da la relación base-altura, obtiene de ello un modelo de superficie en metros. Una red neuronal compara las imágenes de lo grueso a lo fino; funciona en este ordenador, en la tarjeta gráfica si la hay.

Rectificado quiere decir que ambas imágenes tienen el mismo tamaño y que lo mismo está en la misma fila de las dos. Son archivos de 8 o 16 bits o de coma flotante, con o sin SRC.

Los resultados son GeoTIFF optimizados para la nube con vistas generales, hechos bloque a bloque, así que los pares de cualquier tamaño necesitan poca memoria. Lo que la imagen derecha no muestra no tiene disparidad, o tiene poca confianza.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Finds heights: by how much each thing is moved between the two pictures of a rectified pair.</source>
            <translation>Halla alturas: cuánto se desplaza cada cosa entre las dos imágenes de un par rectificado.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Height of disparity 0 (metres)</source>
            <translation>Altura de la disparidad 0 (metros)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Heights in metres: datum + disparity × resolution / base-to-height ratio.</source>
            <translation>Alturas en metros: altura de la disparidad 0 + disparidad × resolución / relación base-altura.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>How large a pixel is on the ground. Only the surface model of a picture without a CRS needs it.</source>
            <translation>Cuánto mide un píxel en el suelo. Solo lo necesita el modelo de superficie de una imagen sin SRC.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Imagery</source>
            <translation>Imágenes</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>It is added to all heights of the surface model.</source>
            <translation>Se suma a todas las alturas del modelo de superficie.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Largest disparity (pixels)</source>
            <translation>Disparidad máxima (píxeles)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Least disparity (pixels)</source>
            <translation>Disparidad mínima (píxeles)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Left picture</source>
            <translation>Imagen izquierda</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Only this part of the left picture is matched. If empty, all of it.</source>
            <translation>Solo se empareja esta parte de la imagen izquierda. Si está vacía, toda.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Resolution (metres per pixel; as the left picture says if empty)</source>
            <translation>Resolución (metros por píxel; como dice la imagen izquierda si está vacía)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Right picture</source>
            <translation>Imagen derecha</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Surface model</source>
            <translation>Modelo de superficie</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>The results lie on its pixels, and have its CRS and its place.</source>
            <translation>Los resultados están sobre sus píxeles y tienen su SRC y su lugar.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>The same ground from further to the right, in as many pixels, each thing on its row.</source>
            <translation>El mismo suelo desde más a la derecha, en otros tantos píxeles, cada cosa en su fila.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>stereo,disparity,parallax,depth,height,surface model,dsm,dem,elevation,rectified,epipolar,pair,matching,aerial,photogrammetry,raster,neural network,deep learning</source>
            <translation>estéreo,disparidad,paralaje,profundidad,altura,modelo de superficie,MDS,MDE,elevación,rectificado,epipolar,par,emparejamiento,aéreo,fotogrametría,ráster,red neuronal,aprendizaje profundo</translation>
        </message>
    </context>
    <context>
        <name>TrialTask</name>
        <message>
            <location filename="../../plugin/trial_task.py" />
            <source>Trying what runs the networks</source>
            <translation>Probando qué ejecuta las redes</translation>
        </message>
    </context>
</TS>

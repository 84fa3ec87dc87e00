<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>AccelerationPanel</name>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Copy diagnosis</source>
            <translation>&amp;Copier le diagnostic</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Device</source>
            <translation>&amp;Périphérique</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>&amp;Try it</source>
            <translation>&amp;Essayer</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Apple (CoreML)</source>
            <translation>Apple (CoreML)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Graphics card on Windows (DirectML)</source>
            <translation>Carte graphique sous Windows (DirectML)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>It runs with numpy.</source>
            <translation>L’exécution se fait avec numpy.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>It runs with {backend} on the device {device}.</source>
            <translation>L’exécution se fait avec {backend} sur le périphérique {device}.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>Carte graphique NVIDIA (CUDA)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>NVIDIA graphics card (TensorRT)</source>
            <translation>Carte graphique NVIDIA (TensorRT)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Nothing yet.</source>
            <translation>Rien pour l’instant.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Nothing: the device {} needs ONNX Runtime; install it below, or choose Automatic.</source>
            <translation>Rien : le périphérique {} a besoin d’ONNX Runtime ; installez-le ci-dessous, ou choisissez Automatique.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Processor (CPU)</source>
            <translation>Processeur (CPU)</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Ran last</source>
            <translation>Dernière exécution</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Run a shipped model now, and see which device really runs it.</source>
            <translation>Exécuter maintenant un modèle fourni, et voir quel périphérique l’exécute vraiment.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Running a shipped model…</source>
            <translation>Exécution d’un modèle fourni…</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>The diagnosis is in the clipboard; paste it into the bug report.</source>
            <translation>Le diagnostic est dans le presse-papiers ; collez-le dans le rapport d’anomalie.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Versions, devices, settings and messages for a bug report, without names, folders and passwords.</source>
            <translation>Versions, périphériques, réglages et messages pour un rapport d’anomalie, sans noms, dossiers ni mots de passe.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>What runs the networks</source>
            <translation>Ce qui exécute les réseaux</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Which of several graphics cards; the first one is number 0.</source>
            <translation>Laquelle de plusieurs cartes graphiques ; la première porte le numéro 0.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>Would run now</source>
            <translation>S’exécuterait maintenant</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>from QGIS's Python</source>
            <translation>du Python de QGIS</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>from this profile</source>
            <translation>de ce profil</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>nu&amp;mber</source>
            <translation>nu&amp;méro</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>numpy {version}, which comes with QGIS; it takes about {times} times as long as ONNX Runtime.</source>
            <translation>numpy {version}, fourni avec QGIS ; il met environ {times} fois plus de temps qu’ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>numpy, without ONNX Runtime</source>
            <translation>numpy, sans ONNX Runtime</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{backend} on {device}, with the model {model}, {when}</source>
            <translation>{backend} sur {device}, avec le modèle {model}, {when}</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the device {device}, if it can; no other is tried.</source>
            <translation>{name} ({where}) sur le périphérique {device}, si c’est possible ; aucun autre n’est essayé.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the device {device}, or on the processor if that does not work.</source>
            <translation>{name} ({where}) sur le périphérique {device}, ou sur le processeur si cela ne marche pas.</translation>
        </message>
        <message>
            <location filename="../../plugin/acceleration_panel.py" />
            <source>{name} ({where}) on the processor.</source>
            <translation>{name} ({where}) sur le processeur.</translation>
        </message>
    </context>
    <context>
        <name>AlignVectors</name>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A model trained for this task (.onnx with a model card). If empty, the default is used: the model for roads on layers of lines, that for buildings on others, as they ship or as they were chosen in Settings → Options → Realign.</source>
            <translation>Un modèle entraîné pour cette tâche (.onnx avec une fiche de modèle). Si rien n’est indiqué, le modèle par défaut est utilisé : celui des routes pour les couches de lignes, celui des bâtiments pour les autres, tels que fournis ou tels que choisis dans Préférences → Options → Realign.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A page with counts, histograms, and pictures before and after.</source>
            <translation>Une page avec des comptes, des histogrammes et des images avant et après.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>A raster of three bands: the move in metres to the east, to the north, and the confidence.</source>
            <translation>Un raster à trois bandes : le déplacement en mètres vers l’est, vers le nord, et la confiance.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Align vectors to imagery</source>
            <translation>Aligner des vecteurs sur l’imagerie</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Aligned</source>
            <translation>Aligné</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Arrows</source>
            <translation>Flèches</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Asks the network eight times, with the imagery turned and mirrored. Eight times slower.</source>
            <translation>Interroge le réseau huit fois, avec l’imagerie tournée et retournée. Huit fois plus lent.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Average over rotations and mirror images</source>
            <translation>Moyenner sur les rotations et les symétries</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Buildings, roads or other features that lie off the imagery. If only selected features are used, only these are written.</source>
            <translation>Bâtiments, routes ou autres entités décalées par rapport à l’imagerie. Si seules les entités sélectionnées sont utilisées, elles seules sont écrites.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Annulé ; rien n’a été écrit.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Device: {}</source>
            <translation>Périphérique : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Displacement field</source>
            <translation>Champ de déplacement</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Each vertex</source>
            <translation>Chaque sommet</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Each vertex: every corner moves by itself. Rigid: features that touch move together by one shift and one rotation, so that right angles stay right. Shift only: they move together by one shift.</source>
            <translation>Chaque sommet : chaque coin se déplace pour lui-même. Rigide : les entités qui se touchent se déplacent ensemble par une translation et une rotation, de sorte que les angles droits restent droits. Translation seule : elles se déplacent ensemble par une translation.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Extent to align</source>
            <translation>Emprise à aligner</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Features outside this extent keep their place and get the status outside. If empty, all are aligned.</source>
            <translation>Les entités hors de cette emprise gardent leur place et reçoivent le statut outside. Si rien n’est indiqué, toutes sont alignées.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Features: {}</source>
            <translation>Entités : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>From 0 to 1. Features with less confidence than this keep their place and get the status doubtful. If empty, the threshold that was measured for the model is used.</source>
            <translation>De 0 à 1. Les entités de confiance inférieure gardent leur place et reçoivent le statut doubtful. Si rien n’est indiqué, le seuil mesuré pour le modèle est utilisé.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>HTML files (*.html)</source>
            <translation>Fichiers HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>How far features may be off, in metres on the ground: up to 60 with the shipped model. More takes longer and errs more easily.</source>
            <translation>De combien les entités peuvent être décalées, en mètres au sol : jusqu’à 60 avec le modèle fourni. Davantage prend plus de temps et se trompe plus facilement.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Imagery</source>
            <translation>Imagerie</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Layer to align</source>
            <translation>Couche à aligner</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Loading the model</source>
            <translation>Chargement du modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Maximum displacement (metres)</source>
            <translation>Déplacement maximal (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Method</source>
            <translation>Méthode</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Minimum confidence (the model's own if empty)</source>
            <translation>Confiance minimale (vide : celle du modèle)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Model (shipped model if empty)</source>
            <translation>Modèle (vide : le modèle fourni)</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Model: {}</source>
            <translation>Modèle : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Moves buildings or roads that lie metres off the imagery to where the imagery shows them.</source>
            <translation>Déplace les bâtiments ou les routes décalés de plusieurs mètres là où l’imagerie les montre.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Moves the features of a layer to where the imagery shows them. A neural network compares the two, first coarsely, then ever more finely; it runs on this computer, on the graphics card if there is one.

Nothing is lost: features, ids, order, attributes, Z and M values stay as they are, and corners that features share stay shared. A feature for which the network is not sure enough keeps its place. Four fields say what happened:

&lt;b&gt;ra_dx, ra_dy&lt;/b&gt;: the mean move in metres, east and north
&lt;b&gt;ra_conf&lt;/b&gt;: the probability that the feature is now within a metre of the truth
&lt;b&gt;ra_status&lt;/b&gt;: aligned, doubtful (kept: confidence too low), absent (the imagery does not show it), outside (kept: no imagery there), invalid (kept: would have become invalid), empty (no geometry); after a review by a person: accepted, reverted, fixed

Layer and imagery may have different CRSs. The shipped models know buildings, and roads as lines, in imagery of about 0.3 m.</source>
            <translation>Déplace les entités d’une couche là où l’imagerie les montre. Un réseau de neurones compare les deux, d’abord grossièrement, puis de plus en plus finement ; il s’exécute sur cet ordinateur, sur la carte graphique s’il y en a une.

Rien n’est perdu : entités, identifiants, ordre, attributs, valeurs Z et M restent tels quels, et les coins que des entités partagent restent partagés. Une entité pour laquelle le réseau n’est pas assez sûr garde sa place. Quatre champs disent ce qui s’est passé :

&lt;b&gt;ra_dx, ra_dy&lt;/b&gt; : le déplacement moyen en mètres, vers l’est et vers le nord
&lt;b&gt;ra_conf&lt;/b&gt; : la probabilité que l’entité soit maintenant à moins d’un mètre de la vérité
&lt;b&gt;ra_status&lt;/b&gt; : aligned (alignée), doubtful (conservée : confiance trop faible), absent (l’imagerie ne la montre pas), outside (conservée : pas d’imagerie à cet endroit), invalid (conservée : serait devenue invalide), empty (sans géométrie) ; après une vérification par une personne : accepted (acceptée), reverted (rétablie), fixed (corrigée)

Couche et imagerie peuvent avoir des SCR différents. Les modèles fournis connaissent les bâtiments, et les routes sous forme de lignes, dans une imagerie d’environ 0,3 m.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>One line for each feature that moved, from where it was to where it is.</source>
            <translation>Une ligne pour chaque entité déplacée, de son ancienne à sa nouvelle place.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Reading the layer</source>
            <translation>Lecture de la couche</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Report</source>
            <translation>Rapport</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Rigid: shift and turn, shapes kept</source>
            <translation>Rigide : translation et rotation, formes conservées</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Shift only</source>
            <translation>Translation seule</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>The imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer. Web tiles are read at the zoom level of about 0.3 m per pixel.</source>
            <translation>L’imagerie qui est juste : un fichier raster, des tuiles XYZ, WMTS, WMS ou toute autre couche raster. Les tuiles sont lues au niveau de zoom d’environ 0,3 m par pixel.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>The layer with its features moved, in its own CRS, with the fields ra_dx, ra_dy, ra_conf, ra_status.</source>
            <translation>La couche aux entités déplacées, dans son propre SCR, avec les champs ra_dx, ra_dy, ra_conf, ra_status.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>Vectors</source>
            <translation>Vecteurs</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Writing the report</source>
            <translation>Écriture du rapport</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>Writing the results</source>
            <translation>Écriture des résultats</translation>
        </message>
        <message>
            <location filename="../../plugin/align_vectors.py" />
            <source>align,realign,conflate,shift,offset,displacement,register,match,rectify,adjust,snap,buildings,roads,footprints,imagery,aerial,satellite,basemap,orthophoto,neural network,deep learning</source>
            <translation>aligner,réaligner,conflation,décaler,décalage,déplacement,recaler,apparier,rectifier,ajuster,accrocher,bâtiments,routes,emprises,imagerie,aérien,satellite,fond de carte,orthophoto,réseau de neurones,apprentissage profond</translation>
        </message>
        <message>
            <location filename="../../plugin/align_run.py" />
            <source>{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network</source>
            <translation>{:.2f} mégapixels en {:.1f} s, dont {:.1f} s dans le réseau</translation>
        </message>
    </context>
    <context>
        <name>BackendList</name>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Supprimer</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Use</source>
            <translation>&amp;Utiliser</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>&amp;Verify</source>
            <translation>&amp;Vérifier</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>All files are as they should be, and a shipped model runs on the device {}.</source>
            <translation>Tous les fichiers sont comme ils doivent être, et un modèle fourni s’exécute sur le périphérique {}.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>All files are as they should be. A model can be run once QGIS has been started again.</source>
            <translation>Tous les fichiers sont comme ils doivent être. Un modèle pourra être exécuté après le redémarrage de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Compare all files with their checksums, and run a shipped model.</source>
            <translation>Comparer tous les fichiers à leurs sommes de contrôle, et exécuter un modèle fourni.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Delete it; one that is loaded goes at the next start of QGIS.</source>
            <translation>Le supprime ; s’il est chargé, il disparaît au prochain démarrage de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Installed in this profile</source>
            <translation>Installé dans ce profil</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Nothing is installed here.</source>
            <translation>Rien n’est installé ici.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Package</source>
            <translation>Paquet</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Use this one; where another one is loaded, from the next start of QGIS.</source>
            <translation>Utiliser celui-ci ; si un autre est chargé, à partir du prochain démarrage de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Verifying…</source>
            <translation>Vérification…</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>for another Python</source>
            <translation>pour un autre Python</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>from the next start</source>
            <translation>à partir du prochain démarrage</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>goes at the next start</source>
            <translation>disparaît au prochain démarrage</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>in use</source>
            <translation>utilisé</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>loaded</source>
            <translation>chargé</translation>
        </message>
        <message>
            <location filename="../../plugin/backend_list.py" />
            <source>not used</source>
            <translation>non utilisé</translation>
        </message>
    </context>
    <context>
        <name>BenchmarkDevice</name>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>A page with the table.</source>
            <translation>Une page avec le tableau.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Benchmark devices</source>
            <translation>Mesurer les périphériques</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Annulé ; rien n’a été écrit.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Devices (all that are available if empty)</source>
            <translation>Périphériques (vide : tous ceux disponibles)</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Devices running {name} {version}</source>
            <translation>Périphériques avec {name} {version}</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Fastest device</source>
            <translation>Périphérique le plus rapide</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Largest difference (pixels)</source>
            <translation>Plus grande différence (pixels)</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Measurements</source>
            <translation>Mesures</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Measures how fast this computer's devices run a model, and whether they agree.</source>
            <translation>Mesure à quelle vitesse les périphériques de cet ordinateur exécutent un modèle, et s’ils s’accordent.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Milliseconds per megapixel with {}</source>
            <translation>Millisecondes par mégapixel avec {}</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>Runs a model on noise, in blocks as large as those of an alignment, and says for each device what really ran, how many milliseconds a megapixel takes, how far the answers are from those of the CPU, and how much memory it took where that can be known.

A device that cannot be used is listed with the reason. The outputs MS_CPU, MS_CUDA and so on hold the milliseconds of each device that ran, FASTEST the name of the fastest, and DIFFERENCE the largest difference.</source>
            <translation>Exécute un modèle sur du bruit, par blocs aussi grands que ceux d’un alignement, et dit pour chaque périphérique ce qui a vraiment été utilisé, combien de millisecondes prend un mégapixel, de combien les réponses s’écartent de celles du processeur et, quand on peut le savoir, combien de mémoire il a fallu.

Un périphérique inutilisable est listé avec la raison. Les sorties MS_CPU, MS_CUDA, etc. contiennent les millisecondes de chaque périphérique utilisé, FASTEST le nom du plus rapide, et DIFFERENCE la plus grande différence.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>The devices to measure. Which of several graphics cards is meant is chosen in Settings → Options → Realign. TensorRT takes minutes to prepare.</source>
            <translation>Les périphériques à mesurer. Celle de plusieurs cartes graphiques qui est visée se choisit dans Préférences → Options → Realign. TensorRT demande des minutes de préparation.</translation>
        </message>
        <message>
            <location filename="../../plugin/benchmark_device.py" />
            <source>benchmark,speed,time,device,gpu,graphics card,cpu,cuda,tensorrt,directml,coreml,numpy,onnxruntime</source>
            <translation>mesure,vitesse,temps,périphérique,GPU,carte graphique,CPU,CUDA,TensorRT,DirectML,CoreML,numpy,onnxruntime</translation>
        </message>
    </context>
    <context>
        <name>ColorizeImagery</name>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>1 gives the model's colours, 0 grey; more than 1 makes them more vivid.</source>
            <translation>1 donne les couleurs du modèle, 0 le gris ; au-dessus de 1, elles sont plus vives.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) with the imagery's georeference, CRS and transparency.</source>
            <translation>Un Cloud Optimized GeoTIFF (.tif) avec le géoréférencement, le SCR et la transparence de l’image.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>A point anywhere on Earth, in any CRS. If empty, the middle of the imagery (of a web service, of the extent), or no certain place where the model knows none within 200 km. Imagery without a CRS needs one.</source>
            <translation>Un point n’importe où sur Terre, dans n’importe quel SCR. S’il est vide, le milieu de l’image (d’un service web, celui de l’emprise), ou aucun lieu précis si le modèle n’en connaît pas à moins de 200 km. Une image sans SCR en demande un.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Colorize grayscale imagery</source>
            <translation>Coloriser une image en niveaux de gris</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Colorized imagery</source>
            <translation>Image colorisée</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_run.py" />
            <source>Colours of: {}</source>
            <translation>Couleurs de : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Extent to colorize</source>
            <translation>Emprise à coloriser</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Gives grey imagery colours, as the ground has them where it lies, or as it has them at another place that you click on the map. A neural network has learned which colours go with what is to be seen, and how they change from place to place; it runs on this computer, on the graphics card if there is one.

The imagery may be a file of 8 or 16 bits or of floating-point numbers, with or without a CRS, XYZ tiles, WMTS, WMS or any other raster layer. Only colour is added: the lightness of every pixel stays exactly as it was, and nothing is moved. What is transparent stays transparent.

The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that imagery of any size needs little memory, and no seam is to be seen where blocks meet.

Colours are guessed: they make a photograph easier to read, but they prove nothing.</source>
            <translation>Donne des couleurs aux images grises, telles que le sol les a là où elles se trouvent, ou telles qu’il les a en un autre lieu que vous cliquez sur la carte. Un réseau de neurones a appris quelles couleurs vont avec ce que l’on voit, et comment elles changent d’un lieu à l’autre ; il fonctionne sur cet ordinateur, sur la carte graphique s’il y en a une.

L’image peut être un fichier de 8 ou 16 bits ou de nombres à virgule flottante, avec ou sans SCR, des tuiles XYZ, WMTS, WMS ou toute autre couche raster. Seule la couleur est ajoutée : la luminosité de chaque pixel reste exactement la même, et rien n’est déplacé. Ce qui est transparent reste transparent.

Le résultat est un Cloud Optimized GeoTIFF avec aperçus. Il est fait bloc par bloc, si bien que des images de toute taille demandent peu de mémoire, et aucune couture ne se voit où les blocs se touchent.

Les couleurs sont devinées : elles rendent une photographie plus facile à lire, mais elles ne prouvent rien.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Gives grey imagery, such as old aerial photographs, the colours of the place where it lies.</source>
            <translation>Donne aux images grises, comme les anciennes photographies aériennes, les couleurs du lieu où elles se trouvent.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>How finely a web service is read, or how large the pixels of a file without a CRS are, in metres on the ground. Other files are read in their own pixels.</source>
            <translation>La finesse à laquelle un service web est lu, ou la taille des pixels d’un fichier sans SCR, en mètres au sol. Les autres fichiers sont lus dans leurs propres pixels.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Imagery</source>
            <translation>Imagerie</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Only this part is colorized. If empty, all of the imagery; of a web service a part must be chosen.</source>
            <translation>Seule cette partie est colorisée. Si elle est vide, toute l’image ; d’un service web, il faut choisir une partie.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Place whose colours are taken</source>
            <translation>Lieu dont les couleurs sont prises</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Resolution (metres per pixel; the model's if empty)</source>
            <translation>Résolution (mètres par pixel ; celle du modèle si vide)</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>Saturation</source>
            <translation>Saturation</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>The grey imagery: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers. Of imagery in colour only the lightness is kept, and coloured anew.</source>
            <translation>L’image grise : un fichier raster, avec ou sans SCR, des tuiles XYZ, WMTS, WMS ou d’autres couches. D’une image en couleurs, seule la luminosité est gardée et colorisée à nouveau.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_imagery.py" />
            <source>colorize,colourise,color,colour,gray,grayscale,grey,black and white,panchromatic,aerial,old,historical,photograph,orthophoto,imagery,raster,place,neural network,deep learning</source>
            <translation>coloriser,colorisation,couleur,couleurs,gris,niveaux de gris,noir et blanc,panchromatique,aérien,ancien,historique,photographie,orthophoto,image,raster,lieu,réseau de neurones,apprentissage profond,colorize</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_run.py" />
            <source>no certain place</source>
            <translation>aucun lieu précis</translation>
        </message>
    </context>
    <context>
        <name>EvaluateAlignment</name>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>90th percentile (metres)</source>
            <translation>90e centile (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>A field of all layers, equal for what is the same thing. If empty, order or place decides.</source>
            <translation>Un champ de toutes les couches, égal pour la même chose. S’il est vide, l’ordre ou le lieu décide.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>A page with the curve, histograms, a map of errors and the table.</source>
            <translation>Une page avec la courbe, des histogrammes, une carte des erreurs et le tableau.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>An aligned layer, a registered map, or the displacement raster of a registration.</source>
            <translation>Une couche alignée, une carte recalée ou le raster de déplacement d’un recalage.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>CSV files (*.csv)</source>
            <translation>Fichiers CSV (*.csv)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Annulé ; rien n’a été écrit.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Compares a layer with a reference that is right: how far are its vertices from where they truly lie? Features are matched by a key field; without one by their order, where both layers have the same structure; else each with the nearest, one to one. Layers may have different CRSs.

A registered map, or the displacement raster of a registration, is compared with a layer of lines, each drawn from where something lies on it to where it truly lies, or with control points of the Georeferencer.

The results are the mean, the median and other measures in metres, the shares of vertices within 0.5 to 20 metres and, if the resolution is given, within 1 to 10 pixels; as numbers for models and scripts, as a table, as lines of errors on the map, and as a report with a curve, histograms and a map.</source>
            <translation>Compare une couche à une référence juste : à quelle distance ses sommets se trouvent-ils de leur position réelle ? Les entités sont appariées par un champ clé ; sans lui par leur ordre, là où les deux couches ont la même structure ; sinon chacune avec la plus proche, une à une. Les couches peuvent avoir des SCR différents.

Une carte recalée, ou le raster de déplacement d’un recalage, est comparée à une couche de lignes, chacune dessinée de l’endroit où une chose s’y trouve à celui où elle se trouve réellement, ou à des points de calage du Géoréférenceur.

Les résultats sont la moyenne, la médiane et d’autres mesures en mètres, les parts de sommets à moins de 0,5 à 20 mètres et, si la résolution est donnée, à moins de 1 à 10 pixels ; en nombres pour les modèles et les scripts, en tableau, en lignes d’erreur sur la carte et en rapport avec courbe, histogrammes et carte.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Comparing</source>
            <translation>Comparaison</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Control points as the Georeferencer saves them, of the raster itself or, for a displacement raster, of the map that was registered.</source>
            <translation>Points de calage tels que le Géoréférenceur les enregistre, du raster lui-même ou, pour un raster de déplacement, de la carte qui a été recalée.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Control points of a raster, instead</source>
            <translation>À la place, points de calage d’un raster</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Counts errors in pixels of this size, too. If empty, a raster's own, and none for layers.</source>
            <translation>Compte aussi les erreurs en pixels de cette taille. Si elle est vide, ceux du raster, et aucun pour les couches.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Errors</source>
            <translation>Erreurs</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Evaluate alignment</source>
            <translation>Évaluer l’alignement</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Evaluation</source>
            <translation>Évaluation</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Features</source>
            <translation>Entités</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Features matched</source>
            <translation>Entités appariées</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>HTML files (*.html)</source>
            <translation>Fichiers HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Key field</source>
            <translation>Champ clé</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Key points</source>
            <translation>Points de contrôle</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Largest error (metres)</source>
            <translation>Plus grande erreur (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Layer before it was aligned</source>
            <translation>Couche avant l’alignement</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Layer or raster to evaluate</source>
            <translation>Couche ou raster à évaluer</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error (metres)</source>
            <translation>Erreur moyenne (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error before (metres)</source>
            <translation>Erreur moyenne avant (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error to the east (metres)</source>
            <translation>Erreur moyenne vers l’est (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error to the north (metres)</source>
            <translation>Erreur moyenne vers le nord (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Mean error without the median error (metres)</source>
            <translation>Erreur moyenne sans l’erreur médiane (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Measures how far a layer, or a registered map, is from where things truly lie.</source>
            <translation>Mesure à quelle distance une couche, ou une carte recalée, se trouve de la position réelle des choses.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Median error (metres)</source>
            <translation>Erreur médiane (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>One line for each vertex, from where it lies to where it truly lies, with the fields feature (its id), error_m, and east_m and north_m: the error itself, where it lies minus where it should.</source>
            <translation>Une ligne par sommet, de sa position à sa position réelle, avec les champs feature (son identifiant), error_m, ainsi que east_m et north_m : l’erreur elle-même, sa position moins la position juste.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Reading the layers</source>
            <translation>Lecture des couches</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Reference that is right</source>
            <translation>Référence juste</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Report</source>
            <translation>Rapport</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Resolution (metres per pixel; metres only if empty)</source>
            <translation>Résolution (mètres par pixel ; mètres seulement si vide)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Root mean square error (metres)</source>
            <translation>Erreur quadratique moyenne (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Share within {} metres</source>
            <translation>Part à moins de {} mètres</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Share within {} pixels</source>
            <translation>Part à moins de {} pixels</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>Table</source>
            <translation>Tableau</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>The measures, one a row; shares in per cent.</source>
            <translation>Les mesures, une par ligne ; les parts en pour cent.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>The same features where they truly lie. For a raster: lines, each from where something lies on it (on a displacement raster: where it lay on the map before) to where it truly lies.</source>
            <translation>Les mêmes entités à leur place réelle. Pour un raster : des lignes, chacune de l’endroit où une chose s’y trouve (sur un raster de déplacement : où elle se trouvait avant sur la carte) à celui où elle se trouve réellement.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>To be compared with the same reference, so that curve and histogram show what was gained.</source>
            <translation>Comparée à la même référence, pour que la courbe et l’histogramme montrent ce qui a été gagné.</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_run.py" />
            <source>Writing the results</source>
            <translation>Écriture des résultats</translation>
        </message>
        <message>
            <location filename="../../plugin/evaluate_alignment.py" />
            <source>evaluate,accuracy,quality,error,residual,rmse,positional accuracy,compare,reference,ground truth,check points,alignment,registration,curve,histogram,report</source>
            <translation>évaluer,précision,qualité,erreur,résidu,RMSE,précision planimétrique,comparer,référence,vérité terrain,points de contrôle,alignement,recalage,courbe,histogramme,rapport</translation>
        </message>
    </context>
    <context>
        <name>ExportStyleTiles</name>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>A folder with one folder for each style, made like those that come with Realign: one QML file for each layer, and map.json. All of them are drawn, too.</source>
            <translation>Un dossier contenant un dossier par style, fait comme ceux de Realign : un fichier QML par couche, et map.json. Tous sont dessinés aussi.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Cancelled; run it again to go on where it stopped.</source>
            <translation>Annulé ; relancez pour reprendre là où il s’est arrêté.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draw labels</source>
            <translation>Dessiner les étiquettes</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draws one area as map tiles in several styles, each tile in all of them.</source>
            <translation>Dessine une zone en tuiles dans plusieurs styles, chaque tuile dans tous.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Draws one area in several styles, and writes XYZ tiles of 256 pixels (EPSG:3857) as style/zoom/column/row.png: for teaching a network to translate one style into another, or for a web map.

A style is one of those that come with Realign, drawn from layers of buildings, roads, water, waterways, land use and rails as OpenStreetMap has them, or a map theme of the project.

Tiles that are there already are kept, so a run that was cancelled goes on where it stopped; delete the folder to draw them anew. No tile is ever left unfinished.</source>
            <translation>Dessine une zone dans plusieurs styles et écrit des tuiles XYZ de 256 pixels (EPSG:3857) sous style/zoom/column/row.png : pour apprendre à un réseau à traduire un style en un autre, ou pour une carte web.

Un style est l’un de ceux qui accompagnent Realign, dessiné à partir de couches de bâtiments, routes, eau, cours d’eau, occupation du sol et voies ferrées telles qu’OpenStreetMap les a, ou un thème de carte du projet.

Les tuiles déjà présentes sont gardées : un traitement annulé reprend là où il s’est arrêté ; supprimez le dossier pour les redessiner. Aucune tuile n’est jamais laissée inachevée.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Export style tiles</source>
            <translation>Exporter des tuiles stylées</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Extent</source>
            <translation>Emprise</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Folder for the tiles</source>
            <translation>Dossier des tuiles</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Folder of more styles</source>
            <translation>Dossier d’autres styles</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Layers for Realign's styles (those of the project if empty)</source>
            <translation>Couches pour les styles de Realign (celles du projet si vide)</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Maps</source>
            <translation>Cartes</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Styles and map themes (all that come with Realign if empty)</source>
            <translation>Styles et thèmes de carte (tous ceux de Realign si vide)</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The area to draw, in any CRS. Every tile that it touches is drawn whole.</source>
            <translation>La zone à dessiner, dans n’importe quel SCR. Chaque tuile qu’elle touche est dessinée en entier.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The folder of more styles holds none; choose one that does.</source>
            <translation>Le dossier d’autres styles n’en contient aucun ; choisissez-en un autre.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layer '{name}' is drawn as {role}.</source>
            <translation>La couche '{name}' est dessinée comme {role}.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layer '{}' is left out: its name says nothing about what it holds.</source>
            <translation>La couche '{}' est laissée de côté : son nom ne dit pas ce qu’elle contient.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The layers that Realign's styles draw. Each is known by its name, which must hold one of the words buildings, roads, water, waterways, landuse, rail; others are left out. The fields highway, landuse, natural and leisure tell classes apart, where they are there. Map themes draw their own layers.</source>
            <translation>Les couches que dessinent les styles de Realign. Chacune est reconnue à son nom, qui doit contenir l’un des mots buildings, roads, water, waterways, landuse, rail ; les autres sont laissées de côté. Les champs highway, landuse, natural et leisure distinguent les classes, là où ils existent. Les thèmes de carte dessinent leurs propres couches.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>The styles to draw: those that come with Realign, and the map themes of the project.</source>
            <translation>Les styles à dessiner : ceux de Realign, et les thèmes de carte du projet.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Tiles kept</source>
            <translation>Tuiles gardées</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Tiles written</source>
            <translation>Tuiles écrites</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Two styles would write into the folder '{}'; rename one of them.</source>
            <translation>Deux styles écriraient dans le dossier '{}' ; renommez l’un d’eux.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Where the tiles go: one folder for each style. Tiles that are there already are kept.</source>
            <translation>Où vont les tuiles : un dossier par style. Les tuiles déjà présentes sont gardées.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Whether names are drawn. Training tiles are better without.</source>
            <translation>Si les noms sont dessinés. Pour l’entraînement, mieux vaut des tuiles sans noms.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>Zoom level of the tiles. The styles that come with Realign are made for 13 to 18.</source>
            <translation>Niveau de zoom des tuiles. Les styles de Realign sont faits pour 13 à 18.</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>tiles,xyz,style,styles,map themes,render,paired,training,cartography,toner,watercolor,engraved,topographic,osm,openstreetmap,png</source>
            <translation>tuiles,xyz,style,styles,thèmes de carte,rendu,paires,entraînement,cartographie,toner,aquarelle,gravure,topographique,osm,openstreetmap,png</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{tiles} tiles at zoom {zoom} in each of {styles} styles</source>
            <translation>{tiles} tuiles au zoom {zoom} dans chacun des {styles} styles</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{written} tiles written, {kept} kept as they were</source>
            <translation>{written} tuiles écrites, {kept} gardées telles quelles</translation>
        </message>
        <message>
            <location filename="../../plugin/export_style_tiles.py" />
            <source>{} tiles for each style are too many; choose a lower zoom or a smaller extent.</source>
            <translation>{} tuiles par style, c’est trop ; choisissez un zoom plus faible ou une emprise plus petite.</translation>
        </message>
    </context>
    <context>
        <name>InstallBox</name>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Folder of wheels</source>
            <translation>&amp;Dossier de wheels</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Install</source>
            <translation>&amp;Installer</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;Package</source>
            <translation>&amp;Paquet</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>&amp;With NVIDIA's libraries CUDA and cuDNN, about 2 GB more</source>
            <translation>&amp;Avec les bibliothèques NVIDIA CUDA et cuDNN, environ 2 Go de plus</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Address of a package index, or of a mirror of one. Proxy and passwords are those of QGIS.</source>
            <translation>Adresse d’un index de paquets, ou d’un miroir. Le proxy et les mots de passe sont ceux de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Address of the package index</source>
            <translation>Adresse de l’index de paquets</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Ca&amp;ncel</source>
            <translation>A&amp;nnuler</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Cancelled; nothing was installed.</source>
            <translation>Annulé ; rien n’a été installé.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Choose a folder of wheels first.</source>
            <translation>Choisissez d’abord un dossier de wheels.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Folder of wheels</source>
            <translation>Dossier de wheels</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>For computers without a network: a folder with .whl files that were fetched on another one.</source>
            <translation>Pour les ordinateurs sans réseau : un dossier de fichiers .whl récupérés sur un autre.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Install</source>
            <translation>Installer</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Not needed where this computer has CUDA and cuDNN already, in the version that the package asks for.</source>
            <translation>Inutile si cet ordinateur a déjà CUDA et cuDNN, dans la version que demande le paquet.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Package inde&amp;x</source>
            <translation>Inde&amp;x de paquets</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on NVIDIA graphics cards. It needs the libraries CUDA and cuDNN; without them it runs on the processor. About 250 MB.</source>
            <translation>S’exécute sur les cartes graphiques NVIDIA. Il a besoin des bibliothèques CUDA et cuDNN ; sans elles, c’est le processeur qui calcule. Environ 250 Mo.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on any graphics card that knows DirectX 12. About 30 MB.</source>
            <translation>S’exécute sur toute carte graphique qui connaît DirectX 12. Environ 30 Mo.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>Runs on the processor; on macOS on the graphics processor, too. About 25 MB.</source>
            <translation>S’exécute sur le processeur ; sous macOS, aussi sur le processeur graphique. Environ 25 Mo.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{package} {version} is installed.</source>
            <translation>{package} {version} est installé.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{package} {version} is installed; it is used from the next start of QGIS.</source>
            <translation>{package} {version} est installé ; il sera utilisé à partir du prochain démarrage de QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/install_box.py" />
            <source>{} (fits this computer)</source>
            <translation>{} (convient à cet ordinateur)</translation>
        </message>
    </context>
    <context>
        <name>InstallTask</name>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Installing {}</source>
            <translation>Installation de {}</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Looking for {}</source>
            <translation>Recherche de {}</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>Unpacking {}</source>
            <translation>Décompression de {}</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>{name}: {come:.1f} MB</source>
            <translation>{name} : {come:.1f} Mo</translation>
        </message>
        <message>
            <location filename="../../plugin/install_task.py" />
            <source>{name}: {come:.1f} of {total:.1f} MB</source>
            <translation>{name} : {come:.1f} sur {total:.1f} Mo</translation>
        </message>
    </context>
    <context>
        <name>ModelAlgorithm</name>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>A model of Realign (.onnx with a model card). If empty, the one that runs for buildings is taken.</source>
            <translation>Un modèle de Realign (.onnx avec une fiche de modèle). Si rien n’est indiqué, celui des bâtiments est pris.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>HTML files (*.html)</source>
            <translation>Fichiers HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>Model (default for buildings if empty)</source>
            <translation>Modèle (vide : celui par défaut pour les bâtiments)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_algorithm.py" />
            <source>Models</source>
            <translation>Modèles</translation>
        </message>
    </context>
    <context>
        <name>ModelInfo</name>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>A page with the whole card.</source>
            <translation>Une page avec toute la fiche.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Card</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Card as JSON</source>
            <translation>Fiche en JSON</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Features it was trained on</source>
            <translation>Entités sur lesquelles il a été entraîné</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Ground resolution (metres per pixel)</source>
            <translation>Résolution au sol (mètres par pixel)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Model information</source>
            <translation>Informations sur le modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Model: {name} {version}</source>
            <translation>Modèle : {name} {version}</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Reach of the scales (metres)</source>
            <translation>Portée des échelles (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Shows a model's card: what it is for, at which ground resolution it works, how good it was measured to be and where, what it was trained on, and its licence. The network itself is not run.

The outputs NAME, VERSION, TASK, FEATURES, LICENCE, RESOLUTION (metres per pixel) and MAX_DISPLACEMENT (metres that its scales bridge) hold the gist for models and scripts, and CARD the whole card as JSON.</source>
            <translation>Montre la fiche d’un modèle : à quoi il sert, à quelle résolution au sol il travaille, quelle qualité a été mesurée et où, sur quoi il a été entraîné, et sa licence. Le réseau lui-même n’est pas exécuté.

Les sorties NAME, VERSION, TASK, FEATURES, LICENCE, RESOLUTION (mètres par pixel) et MAX_DISPLACEMENT (mètres que ses échelles franchissent) contiennent l’essentiel pour les modèles et les scripts, et CARD toute la fiche en JSON.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Shows what a model says about itself.</source>
            <translation>Montre ce qu’un modèle dit de lui-même.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Task</source>
            <translation>Tâche</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../../plugin/model_info.py" />
            <source>model,card,onnx,neural network,licence,quality,resolution,information,metadata</source>
            <translation>modèle,fiche,ONNX,réseau de neurones,licence,qualité,résolution,informations,métadonnées</translation>
        </message>
    </context>
    <context>
        <name>RealignAdvice</name>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>Choose the place whose colours “{}” takes.</source>
            <translation>Choisissez le lieu dont « {} » prend les couleurs.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: tiles, read at the zoom level of about {:.2g} m per pixel.</source>
            <translation>Imagerie : tuiles, lues au niveau de zoom d’environ {:.2g} m par pixel.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: {:.2g} m per pixel, which suits the model.</source>
            <translation>Imagerie : {:.2g} m par pixel, ce qui convient au modèle.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Imagery: {:.2g} m per pixel. The model works best at {:.2g} m; expect less exact results.</source>
            <translation>Imagerie : {:.2g} m par pixel. Le modèle travaille le mieux à {:.2g} m ; attendez-vous à des résultats moins exacts.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>It gets the colours of the middle of the extent.</source>
            <translation>Elle reçoit les couleurs du milieu de l’emprise.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>It gets the colours of {}.</source>
            <translation>Elle reçoit les couleurs de {}.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Lines follow the imagery best when each vertex moves.</source>
            <translation>Les lignes suivent le mieux l’imagerie quand chaque sommet se déplace.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Many of the polygons share walls, so each vertex moves and the walls stay shared.</source>
            <translation>Beaucoup de polygones partagent des murs ; chaque sommet se déplace donc, et les murs restent partagés.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Most of the polygons stand alone, so they can keep their shapes and right angles.</source>
            <translation>La plupart des polygones sont isolés ; ils peuvent donc garder leurs formes et leurs angles droits.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>Points have no shape that could bend, so each is only shifted.</source>
            <translation>Les points n’ont pas de forme qui puisse plier ; chacun est donc seulement translaté.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The model has seen nothing near {}, where it lies; it gets colours that go with its grey at most places. Choose a place for the colours of that.</source>
            <translation>Le modèle n’a rien vu près de {}, où elle se trouve ; elle reçoit les couleurs qui vont le plus souvent avec son gris. Choisissez un lieu pour avoir les couleurs de celui-ci.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The place {} lies outside what the model has seen ({}); its colours are a guess.</source>
            <translation>Le lieu {} se trouve hors de ce que le modèle a vu ({}) ; ses couleurs sont devinées.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_advice.py" />
            <source>The place {} lies {:.0f} km from {}, the nearest that the model has seen; its colours are a guess.</source>
            <translation>Le lieu {} se trouve à {:.0f} km de {}, le plus proche que le modèle a vu ; ses couleurs sont devinées.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>Where “{}” lies is not known; it is drawn in its own pixels.</source>
            <translation>On ne sait pas où se trouve « {} » ; elle est dessinée dans ses propres pixels.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” and “{}” do not overlap: they lie in different places. Check the coordinate reference system of both, or choose other imagery.</source>
            <translation>« {} » et « {} » ne se chevauchent pas : ils se trouvent à des endroits différents. Vérifiez le système de coordonnées de référence des deux, ou choisissez une autre imagerie.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” has no coordinate reference system; assign the right one to it first.</source>
            <translation>« {} » n’a pas de système de coordonnées de référence ; attribuez-lui d’abord le bon.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” has {:.2g} m per pixel, but the model was trained on {:g} to {:g} m; look closely at the result.</source>
            <translation>« {} » a {:.2g} m par pixel, mais le modèle a été entraîné de {:g} à {:g} m ; regardez bien le résultat.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” has {:.2g} m per pixel, which suits the model.</source>
            <translation>« {} » a {:.2g} m par pixel, ce qui convient au modèle.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>“{}” is a web service: choose the extent, and how finely it is read ({:.2g} m per pixel).</source>
            <translation>« {} » est un service web : choisissez l’emprise et la finesse de lecture ({:.2g} m par pixel).</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” is too coarse: {:.2g} m per pixel on the ground, but the model needs {:.2g} m or finer to see single features. Choose finer imagery.</source>
            <translation>« {} » est trop grossier : {:.2g} m par pixel au sol, mais le modèle a besoin de {:.2g} m ou mieux pour voir des entités isolées. Choisissez une imagerie plus fine.</translation>
        </message>
        <message>
            <location filename="../../plugin/advice.py" />
            <source>“{}” is too fine for the model: {:.2g} m per pixel, and it needs at least {:.2g} m.</source>
            <translation>« {} » est trop fin pour le modèle : {:.2g} m par pixel, et il en faut au moins {:.2g} m.</translation>
        </message>
    </context>
    <context>
        <name>RealignAlgorithm</name>
        <message>
            <location filename="../../plugin/raster_algorithm.py" />
            <source>A model trained for this task (.onnx with a model card). If empty, the default is used, as it ships or as it was chosen in Settings → Options → Realign.</source>
            <translation>Un modèle entraîné pour cette tâche (.onnx avec fiche). S’il est vide, le modèle par défaut, tel qu’il est livré ou choisi dans Préférences → Options → Realign.</translation>
        </message>
        <message>
            <location filename="../../plugin/algorithm.py" />
            <source>Device</source>
            <translation>Périphérique</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_algorithm.py" />
            <source>Model (shipped model if empty)</source>
            <translation>Modèle (vide : le modèle fourni)</translation>
        </message>
        <message>
            <location filename="../../plugin/algorithm.py" />
            <source>What computes: auto takes the device chosen in Settings → Options → Realign, or else the fastest that works; a device asked for by name is used or refused. Which of several graphics cards is meant is chosen there, too. Devices other than numpy need the Python package onnxruntime; without it, auto takes numpy, which is slower. The log says what really ran.</source>
            <translation>Ce qui calcule : auto prend le périphérique choisi dans Préférences → Options → Realign, ou sinon le plus rapide qui fonctionne ; un périphérique demandé par son nom est utilisé ou refusé. C’est là aussi que se choisit l’une de plusieurs cartes graphiques. Les périphériques autres que numpy ont besoin du paquet Python onnxruntime ; sans lui, auto prend numpy, qui est plus lent. Le journal dit ce qui a vraiment été utilisé.</translation>
        </message>
    </context>
    <context>
        <name>RealignDesktop</name>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Align Vectors to Imagery…</source>
            <translation>&amp;Aligner des vecteurs sur l’imagerie…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Colorize Imagery…</source>
            <translation>&amp;Coloriser une image…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Help</source>
            <translation>A&amp;ide</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Latent Explorer</source>
            <translation>Espace &amp;latent</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>&amp;Settings…</source>
            <translation>&amp;Préférences…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Align Vectors to Imagery: moves buildings or roads to where the imagery shows them</source>
            <translation>Aligner des vecteurs sur l’imagerie : déplace les bâtiments ou les routes là où l’imagerie les montre</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Colorize Imagery: gives grey imagery the colours of the place where it lies</source>
            <translation>Coloriser une image : donne aux images grises les couleurs du lieu où elles se trouvent</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Latent Explorer: point at a plane, or at the map, and see what a model draws</source>
            <translation>Espace latent : pointez sur un plan, ou sur la carte, et voyez ce que dessine un modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;gister Map to Basemap…</source>
            <translation>Ca&amp;ler une carte sur un fond de carte…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;style Map…</source>
            <translation>Redessiner une &amp;carte…</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Re&amp;view Aligned Layer</source>
            <translation>&amp;Vérifier la couche alignée</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Register Map to Basemap: lays a scanned map exactly onto a modern one</source>
            <translation>Caler une carte sur un fond de carte : pose une carte numérisée exactement sur une carte moderne</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Restyle Map: draws a map in another style</source>
            <translation>Redessiner une carte : dessine une carte dans un autre style</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>Review Aligned Layer: step through uncertain features, accept, revert or fix them</source>
            <translation>Vérifier la couche alignée : parcourir les entités incertaines, les accepter, les rétablir ou les corriger</translation>
        </message>
        <message>
            <location filename="../../plugin/desktop.py" />
            <source>The window cannot be opened: switch on the plugin Processing first.</source>
            <translation>La fenêtre ne peut pas être ouverte : activez d’abord l’extension Processing.</translation>
        </message>
    </context>
    <context>
        <name>RealignDialog</name>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>&amp;Cancel preview</source>
            <translation>&amp;Annuler l’aperçu</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>&amp;Keep these layers</source>
            <translation>&amp;Garder ces couches</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Aligns what the map shows, at most 400 m across, into temporary layers. Your layers stay as they are.</source>
            <translation>Aligne ce que montre la carte, au plus 400 m de large, dans des couches temporaires. Vos couches restent telles quelles.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Choose a layer and imagery first.</source>
            <translation>Choisissez d’abord une couche et une imagerie.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_dialog.py" />
            <source>Choose a raster layer first.</source>
            <translation>Choisissez d’abord une couche raster.</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_dialog.py" />
            <source>Colorizes what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as they are.</source>
            <translation>Colorise ce que montre la carte, 1000 pixels de large au plus, dans une couche temporaire. Vos couches restent telles quelles.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Method: {}</source>
            <translation>Méthode : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Otherwise they go when this window is closed.</source>
            <translation>Sinon elles disparaissent à la fermeture de cette fenêtre.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>Pre&amp;view</source>
            <translation>Aper&amp;çu</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Preview: %p %</source>
            <translation>Aperçu : %p %</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Preview: none of {} features moved.</source>
            <translation>Aperçu : aucune des {} entités n’a été déplacée.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>Preview: {} of {} features moved, by {:.1f} m in the median.</source>
            <translation>Aperçu : {} entités sur {} ont été déplacées, de {:.1f} m en médiane.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_dialog.py" />
            <source>Preview: {} × {} pixels, on top of the map.</source>
            <translation>Aperçu : {} × {} pixels, par-dessus la carte.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>Progress of the preview</source>
            <translation>Progression de l’aperçu</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_dialog.py" />
            <source>Restyles what the map shows, at most 1000 pixels across, into a temporary layer. Your layers stay as they are.</source>
            <translation>Redessine ce que montre la carte, au plus 1000 pixels de large, dans une couche temporaire. Vos couches restent telles quelles.</translation>
        </message>
        <message>
            <location filename="../../plugin/style_gallery.py" />
            <source>Styles</source>
            <translation>Styles</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>The imagery does not cover what the map shows; move the map.</source>
            <translation>L’imagerie ne couvre pas ce que montre la carte ; déplacez la carte.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_hints.py" />
            <source>The layers of the preview are yours; they are temporary until you save them.</source>
            <translation>Les couches de l’aperçu sont à vous ; elles sont temporaires tant que vous ne les enregistrez pas.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_advice.py" />
            <source>The map window does not show “{}”; move to it.</source>
            <translation>La fenêtre de carte ne montre pas « {} » ; allez-y.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>The preview was cancelled.</source>
            <translation>L’aperçu a été annulé.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_dialog.py" />
            <source>This value is missing or wrong: {}</source>
            <translation>Cette valeur manque ou est fausse : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/align_dialog.py" />
            <source>{} kept their place: not sure enough, or not seen.</source>
            <translation>{} ont gardé leur place : pas assez sûres, ou non vues.</translation>
        </message>
    </context>
    <context>
        <name>RealignHelp</name>
        <message>
            <location filename="../../plugin/help_pages.py" />
            <source>en</source>
            <translation>fr</translation>
        </message>
    </context>
    <context>
        <name>RealignLatent</name>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Add to Map</source>
            <translation>&amp;Ajouter à la carte</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Copy Picture</source>
            <translation>&amp;Copier l’image</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Imagery</source>
            <translation>&amp;Imagerie</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Known place</source>
            <translation>Lieu co&amp;nnu</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>&amp;Model</source>
            <translation>&amp;Modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>&amp;Save and Add to Map…</source>
            <translation>&amp;Enregistrer et ajouter à la carte…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>&amp;Take Visible Part</source>
            <translation>&amp;Prendre le visible</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>&amp;Where is This Piece?</source>
            <translation>&amp;Où se trouve ce morceau ?</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Add grey imagery to the map to colour it.</source>
            <translation>Ajoutez une imagerie grise à la carte pour la coloriser.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Add the picture to the map as a temporary layer</source>
            <translation>Ajouter l’image à la carte comme couche temporaire</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Choose &amp;Place on Map</source>
            <translation>Choisir le &amp;lieu sur la carte</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Choose a model file</source>
            <translation>Choisir un fichier de modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Click or drag on the map: the imagery takes the colours of that place</source>
            <translation>Cliquez ou faites glisser sur la carte : l’imagerie prend les couleurs de ce lieu</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_plane.py" />
            <source>Click or drag to choose a point. Arrow keys move it, with Shift faster; + and - or the wheel zoom, Home shows all; drag with the middle button, or with Ctrl, to move the plane.</source>
            <translation>Cliquez ou faites glisser pour choisir un point. Les flèches le déplacent, plus vite avec Maj ; + et - ou la molette zooment, Début montre tout ; faites glisser avec le bouton du milieu, ou avec Ctrl, pour déplacer le plan.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Colour what the map shows now</source>
            <translation>Coloriser ce que la carte montre maintenant</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Colours of {}</source>
            <translation>Couleurs de {}</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>Find the middle of what the map shows on the plane, as the model sees it</source>
            <translation>Trouver sur le plan le milieu de ce que montre la carte, tel que le modèle le voit</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>GeoTIFF (*.tif *.tiff)</source>
            <translation>GeoTIFF (*.tif *.tiff)</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Help page</source>
            <translation>Page d’aide</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Imagery</source>
            <translation>Imagerie</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Known place</source>
            <translation>Lieu connu</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Latent Explorer</source>
            <translation>Espace latent</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_plane.py" />
            <source>Latent plane</source>
            <translation>Plan latent</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Latitude</source>
            <translation>Latitude</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>Loading the model…</source>
            <translation>Chargement du modèle…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Longitude</source>
            <translation>Longitude</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Model</source>
            <translation>Modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Model to Explore</source>
            <translation>Modèle à explorer</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_models.py" />
            <source>Models (*.onnx)</source>
            <translation>Modèles (*.onnx)</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_explorer.py" />
            <source>No model that can be explored is installed; choose a file above, or add one in Settings → Options → Realign.</source>
            <translation>Aucun modèle à explorer n’est installé ; choisissez un fichier ci-dessus, ou ajoutez-en un dans Préférences → Options → Realign.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Picture</source>
            <translation>Image</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Reading imagery</source>
            <translation>Lecture de l’imagerie</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>Reading imagery…</source>
            <translation>Lecture de l’imagerie…</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_picture.py" />
            <source>Save Picture</source>
            <translation>Enregistrer l’image</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>The map is the plane: each place has its own colours.</source>
            <translation>La carte est le plan : chaque lieu a ses propres couleurs.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>The middle of the map lies about here; it shows {:.2g} m per pixel of the picture, but the model was trained on {:g} to {:g} m, so zoom the map to be sure.</source>
            <translation>Le milieu de la carte se trouve à peu près ici ; elle montre {:.2g} m par pixel de l’image, mais le modèle a été entraîné avec {:g} à {:g} m, changez donc le zoom de la carte pour en être sûr.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <source>The middle of the map lies here.</source>
            <translation>Le milieu de la carte se trouve ici.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>This point of the map is no place on Earth.</source>
            <translation>Ce point de la carte n’est pas un lieu sur Terre.</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_page.py" />
            <location filename="../../plugin/latent_place_page.py" />
            <source>Writing a picture</source>
            <translation>Écriture d’une image</translation>
        </message>
        <message>
            <location filename="../../plugin/latent_place_page.py" />
            <source>no certain place</source>
            <translation>aucun lieu précis</translation>
        </message>
    </context>
    <context>
        <name>RealignModels</name>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Add Files…</source>
            <translation>&amp;Ajouter des fichiers…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Check</source>
            <translation>&amp;Contrôler</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Models; those in bold run where no other is chosen:</source>
            <translation>&amp;Modèles ; ceux en gras servent quand aucun autre n’est choisi :</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>&amp;Remove…</source>
            <translation>&amp;Supprimer…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add &amp;Folder…</source>
            <translation>Ajouter un &amp;dossier…</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add All Models of a Folder</source>
            <translation>Ajouter tous les modèles d’un dossier</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Add Models</source>
            <translation>Ajouter des modèles</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Added: {}</source>
            <translation>Ajouté : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Adding models</source>
            <translation>Ajout de modèles</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Card of the model</source>
            <translation>Fiche du modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Checking {}</source>
            <translation>Contrôle de {}</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Compare the model with its checksum, and run it</source>
            <translation>Comparer le modèle à sa somme de contrôle, et l’exécuter</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>For</source>
            <translation>Pour</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Let this model run for its kind of features wherever no model is named</source>
            <translation>Employer ce modèle pour son genre d’entités partout où aucun modèle n’est nommé</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Make &amp;Default</source>
            <translation>Choisir par dé&amp;faut</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Median distance from the truth before and after the alignment, on imagery that the model never saw</source>
            <translation>Distance médiane à la vérité avant et après l’alignement, sur une imagerie que le modèle n’a jamais vue</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Median error</source>
            <translation>Erreur médiane</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Metres on the ground per pixel that the model works at</source>
            <translation>Mètres au sol par pixel auxquels travaille le modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Models (*.onnx)</source>
            <translation>Modèles (*.onnx)</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Remove Model</source>
            <translation>Supprimer le modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/models_panel.py" />
            <source>Remove the model {}? Its file is deleted from your QGIS profile.</source>
            <translation>Supprimer le modèle {} ? Son fichier sera effacé de votre profil QGIS.</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Resolution</source>
            <translation>Résolution</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>added: {}</source>
            <translation>ajouté : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>shipped</source>
            <translation>fourni</translation>
        </message>
        <message>
            <location filename="../../plugin/model_list.py" />
            <source>{} (default)</source>
            <translation>{} (par défaut)</translation>
        </message>
    </context>
    <context>
        <name>RealignOptions</name>
        <message>
            <location filename="../../plugin/options_page.py" />
            <source>Acc&amp;eleration</source>
            <translation>Ac&amp;célération</translation>
        </message>
        <message>
            <location filename="../../plugin/options_page.py" />
            <source>Mode&amp;ls</source>
            <translation>Modè&amp;les</translation>
        </message>
    </context>
    <context>
        <name>RealignPreview</name>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Aligned</source>
            <translation>Aligné</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Arrows</source>
            <translation>Flèches</translation>
        </message>
        <message>
            <location filename="../../plugin/colorize_dialog.py" />
            <source>Colorized</source>
            <translation>Colorisée</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <location filename="../../plugin/preview_layers.py" />
            <source>Realign preview</source>
            <translation>Aperçu de Realign</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_dialog.py" />
            <source>Restyled</source>
            <translation>Redessinée</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>The map shows a place that the layer's coordinate reference system cannot represent; move the map.</source>
            <translation>La carte montre un endroit que le système de coordonnées de référence de la couche ne peut pas représenter ; déplacez la carte.</translation>
        </message>
        <message>
            <location filename="../../plugin/align_preview.py" />
            <source>The map shows no features of “{}”; zoom to some of them, then try again.</source>
            <translation>La carte ne montre aucune entité de « {} » ; zoomez sur quelques-unes, puis réessayez.</translation>
        </message>
        <message>
            <location filename="../../plugin/preview.py" />
            <source>The preview failed, and nothing says why; run the algorithm.</source>
            <translation>L’aperçu a échoué, et rien ne dit pourquoi ; exécutez l’algorithme.</translation>
        </message>
    </context>
    <context>
        <name>RealignReview</name>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>&amp;Original layer</source>
            <translation>Couche d’&amp;origine</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Accept the alignment</source>
            <translation>Accepter l’alignement</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Aligned &amp;layer</source>
            <translation>&amp;Couche alignée</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Aligned features with less confidence than this are listed, too.</source>
            <translation>Les entités alignées de confiance inférieure sont listées aussi.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>All listed features are reviewed.</source>
            <translation>Toutes les entités listées sont vérifiées.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Choose a layer that “Align vectors to imagery” has made.</source>
            <translation>Choisissez une couche produite par « Aligner des vecteurs sur l’imagerie ».</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Confidence</source>
            <translation>Confiance</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>Confidence &amp;below</source>
            <translation>Confiance &amp;inférieure à</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Edit the feature on the map with QGIS's tool; it is noted as fixed.</source>
            <translation>Modifier l’entité sur la carte avec l’outil de QGIS ; elle est notée comme corrigée.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Features reviewed</source>
            <translation>Entités vérifiées</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Features to review</source>
            <translation>Entités à vérifier</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Fix by hand</source>
            <translation>Corriger à la main</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Move the feature</source>
            <translation>Déplacer l’entité</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Move the feature by one pixel of the map ({}); by ten with Shift</source>
            <translation>Déplacer l’entité d’un pixel de la carte ({}) ; de dix avec Maj</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Moved (m)</source>
            <translation>Déplacée (m)</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Next</source>
            <translation>Suivante</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Nudge</source>
            <translation>Pousser</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Previous</source>
            <translation>Précédente</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Put the feature back to where it was ({})</source>
            <translation>Remettre l’entité à son ancienne place ({})</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Revert</source>
            <translation>Rétablir</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>Revert the alignment</source>
            <translation>Annuler l’alignement</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Review Alignment</source>
            <translation>Vérifier l’alignement</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Save edits</source>
            <translation>Enregistrer les modifications</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>Status</source>
            <translation>Statut</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>The feature cannot be changed; “{}” refused it.</source>
            <translation>L’entité ne peut pas être modifiée ; « {} » l’a refusé.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_form.py" />
            <source>The layer as it was before. Without it, few features can be put back.</source>
            <translation>La couche telle qu’elle était avant. Sans elle, peu d’entités peuvent être rétablies.</translation>
        </message>
        <message>
            <location filename="../../plugin/origins.py" />
            <source>The original layer is the reviewed one; choose the layer it was made from.</source>
            <translation>La couche d’origine est celle que l’on vérifie ; choisissez la couche dont elle est issue.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>This feature is where it was.</source>
            <translation>Cette entité est là où elle était.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_actions.py" />
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>Where this feature was is not known; choose the original layer.</source>
            <translation>On ne sait pas où était cette entité ; choisissez la couche d’origine.</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>absent</source>
            <translation>absente</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>accepted</source>
            <translation>acceptée</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>aligned</source>
            <translation>alignée</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>doubtful</source>
            <translation>douteuse</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>empty</source>
            <translation>vide</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>fixed</source>
            <translation>corrigée</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>invalid</source>
            <translation>invalide</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>outside</source>
            <translation>extérieure</translation>
        </message>
        <message>
            <location filename="../../plugin/review_list.py" />
            <source>reverted</source>
            <translation>rétablie</translation>
        </message>
        <message>
            <location filename="../../plugin/review_dock.py" />
            <source>{} of {} reviewed</source>
            <translation>{} vérifiées sur {}</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” can only be looked at: its source or the project does not allow edits. Export it to a GeoPackage and review that.</source>
            <translation>« {} » ne peut qu’être consultée : sa source ou le projet n’autorise pas les modifications. Exportez-la en GeoPackage et vérifiez celui-ci.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” cannot be edited now.</source>
            <translation>« {} » ne peut pas être modifiée maintenant.</translation>
        </message>
        <message>
            <location filename="../../plugin/origins.py" />
            <source>“{}” has another coordinate reference system or other geometries.</source>
            <translation>« {} » a un autre système de coordonnées de référence ou d’autres géométries.</translation>
        </message>
        <message>
            <location filename="../../plugin/review.py" />
            <source>“{}” has no field {}: it was not made by “Align vectors to imagery”.</source>
            <translation>« {} » n’a pas de champ {} : la couche n’a pas été produite par « Aligner des vecteurs sur l’imagerie ».</translation>
        </message>
    </context>
    <context>
        <name>RealignRun</name>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Cancelled; nothing was written.</source>
            <translation>Annulé ; rien n’a été écrit.</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Device: {}</source>
            <translation>Périphérique : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Loading the model</source>
            <translation>Chargement du modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>Model: {}</source>
            <translation>Modèle : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>{:.2f} megapixels in {:.1f} s, {:.1f} s of them in the network</source>
            <translation>{:.2f} mégapixels en {:.1f} s, dont {:.1f} s dans le réseau</translation>
        </message>
        <message>
            <location filename="../../plugin/raster_run.py" />
            <source>{text}, about {time} left</source>
            <translation>{text}, encore {time} environ</translation>
        </message>
    </context>
    <context>
        <name>RegisterMap</name>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) in the CRS of the map; transparent around it.</source>
            <translation>Un GeoTIFF optimisé pour le cloud (.tif) dans le SCR de la carte ; transparent tout autour.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A page with pictures to compare, residuals, and what of the map can be trusted.</source>
            <translation>Une page avec des images à comparer, les résidus, et ce qui de la carte est fiable.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>A raster of three bands on the pixels of the scan: metres to the right and up to add to a coordinate of the map (in degrees: east and north), and the confidence.</source>
            <translation>Un raster de trois bandes sur les pixels de la numérisation : des mètres vers la droite et vers le haut à ajouter à une coordonnée de la carte (en degrés : vers l’est et le nord), et la confiance.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Affine</source>
            <translation>Affine</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Basemap</source>
            <translation>Fond de carte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Bilinear</source>
            <translation>Bilinéaire</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Compare edges only, without a model</source>
            <translation>Comparer seulement les contours, sans modèle</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points</source>
            <translation>Points de calage</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points at most</source>
            <translation>Points de calage au plus</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Control points of QGIS (*.points)</source>
            <translation>Points de calage de QGIS (*.points)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Cubic</source>
            <translation>Cubique</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Dense: every place for itself</source>
            <translation>Dense : chaque lieu pour lui-même</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Displacement</source>
            <translation>Déplacement</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Edges take no training. They are compared, too, where no model is installed. They find less between a map and imagery.</source>
            <translation>Les contours ne demandent aucun apprentissage. Ils sont aussi comparés là où aucun modèle n’est installé. Ils trouvent moins entre une carte et une image.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Finds for every place of a scanned map where it truly lies, and how sure that is, and draws the map there. What is geography in both rasters is compared, from coarse to fine; how they are drawn does not matter. It runs on this computer, on the graphics card if there is one.

The map must lie roughly in its place: by a world file, by a few control points, or by the extent that is given here. What it is registered onto is a map, imagery, or vector layers.

The result is a Cloud Optimized GeoTIFF, resampled once, from the scan itself. The control points can be opened, looked at and edited in QGIS's Georeferencer. Where nothing can be found (sea, margins, what has changed) the map follows its surroundings; a map of which hardly anything is found stays where it is, and the log says so.</source>
            <translation>Trouve pour chaque lieu d’une carte numérisée où il se situe vraiment, et avec quelle certitude, et y dessine la carte. On compare, du grossier au fin, ce qui est géographie sur les deux rasters ; peu importe comment ils sont dessinés. Tout est calculé sur cet ordinateur, sur la carte graphique s’il y en a une.

La carte doit se trouver à peu près à sa place : par un fichier world, par quelques points de calage, ou par l’emprise donnée ici. Elle est calée sur une carte, une image ou des couches vecteur.

Le résultat est un GeoTIFF optimisé pour le cloud, rééchantillonné une seule fois, à partir de la numérisation elle-même. Les points de calage s’ouvrent, se regardent et se modifient dans le géoréférenceur de QGIS. Là où rien n’est à trouver (mer, marges, ce qui a changé), la carte suit ses alentours ; une carte dont presque rien n’est trouvé reste où elle est, et le journal le dit.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Finest resolution (metres per pixel; all detail if empty)</source>
            <translation>Résolution la plus fine (mètres par pixel ; tous les détails si vide)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>First looks for the place of the whole map: up to 20 degrees turned, a fifth too large or too small, and a third of its diagonal off. The log says whether it was found.</source>
            <translation>Cherche d’abord la place de toute la carte : tournée de 20 degrés au plus, d’un cinquième trop grande ou trop petite, et décalée d’un tiers de sa diagonale. Le journal dit si elle a été trouvée.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>For QGIS's Georeferencer, which opens them with the scan if the file is named as the scan is, with .points after it. With residuals and confidence.</source>
            <translation>Pour le géoréférenceur de QGIS, qui les ouvre avec la numérisation si le fichier porte son nom, suivi de .points. Avec résidus et confiance.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>From 0 to 1. Places with less count as not found, and none of them becomes a control point.</source>
            <translation>De 0 à 1. Les lieux qui en ont moins comptent comme non trouvés, et aucun ne devient point de calage.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>From 0, follow everything that is found, to 1, one plane for all of the map.</source>
            <translation>De 0, suivre tout ce qui est trouvé, à 1, un seul plan pour toute la carte.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Georeference Annotation</source>
            <translation>Georeference Annotation</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>HTML files (*.html)</source>
            <translation>Fichiers HTML (*.html)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How closely both are compared, in metres on the ground. Coarser is faster and less exact.</source>
            <translation>Avec quelle finesse les deux sont comparés, en mètres au sol. Plus grossier est plus rapide et moins exact.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How far it moved, median (metres)</source>
            <translation>De combien elle a été déplacée, médiane (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How far places of the map may be off, in metres on the ground. If empty, a twentieth of its diagonal. More takes longer.</source>
            <translation>De combien les lieux de la carte peuvent être décalés, en mètres au sol. Si vide, un vingtième de sa diagonale. Plus prend plus de temps.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>How the pixels of the scan become those of the result.</source>
            <translation>Comment les pixels de la numérisation deviennent ceux du résultat.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>In any CRS. The map is laid into its middle, north up, as large as fits, whatever place its file says. If empty, the place that the map has.</source>
            <translation>Dans n’importe quel SCR. La carte est posée en son milieu, le nord en haut, aussi grande que possible, quelle que soit la place que dit son fichier. Si vide, la place qu’a la carte.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>JSON files (*.json)</source>
            <translation>Fichiers JSON (*.json)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Lays a scanned map that is roughly georeferenced exactly onto a modern basemap.</source>
            <translation>Pose une carte numérisée, géoréférencée à peu près, exactement sur un fond de carte moderne.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Maps</source>
            <translation>Cartes</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Maximum displacement (metres)</source>
            <translation>Déplacement maximal (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Minimum confidence</source>
            <translation>Confiance minimale</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Modern layers of areas and lines, such as buildings, roads, water, that are drawn as a plain map. Points are left out.</source>
            <translation>Des couches modernes de surfaces et de lignes, comme bâtiments, rues, eau, dessinées comme une carte simple. Les points sont laissés de côté.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Nearest pixel</source>
            <translation>Pixel le plus proche</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>No model for this task is installed, so edges are compared.</source>
            <translation>Aucun modèle n’est installé pour cette tâche, les contours sont donc comparés.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Polynomial of the second order</source>
            <translation>Polynôme du second ordre</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>Reading the vector layers</source>
            <translation>Lecture des couches vecteur</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Register map to basemap</source>
            <translation>Caler une carte sur un fond de carte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Registered map</source>
            <translation>Carte calée</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Report</source>
            <translation>Rapport</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Resampling</source>
            <translation>Rééchantillonnage</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Residual of the control points, root mean square (metres)</source>
            <translation>Résidu des points de calage, moyenne quadratique (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Rigidity</source>
            <translation>Rigidité</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Scanned map</source>
            <translation>Carte numérisée</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Share of the map that can be trusted</source>
            <translation>Part de la carte qui est fiable</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Similarity: shift, turn and scale</source>
            <translation>Similitude : déplacer, tourner, mettre à l’échelle</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The control points as IIIF has them, for Allmaps and others.</source>
            <translation>Les points de calage tels que IIIF les veut, pour Allmaps et d’autres.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map is only roughly placed</source>
            <translation>La carte n’est placée qu’à peu près</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map or imagery that is right: a raster file, XYZ tiles, WMTS, WMS or any other raster layer, of about the scale of the scanned map. Leave it empty where vector layers are given.</source>
            <translation>La carte ou l’image qui est juste : un fichier raster, des tuiles XYZ, WMTS, WMS ou toute autre couche raster, d’une échelle voisine de celle de la carte numérisée. Laissez vide si des couches vecteur sont données.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>The map to register: a raster file, placed by a geotransform, a world file or control points; or not at all, where the extent below says about where it lies.</source>
            <translation>La carte à caler : un fichier raster, placé par une géotransformation, un fichier world ou des points de calage ; ou pas du tout, là où l’emprise ci-dessous dit à peu près où elle se trouve.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>They are spread over all of the map that can be trusted, where it is surest.</source>
            <translation>Ils sont répartis sur tout ce qui est fiable, là où c’est le plus sûr.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Thin-plate spline through the control points</source>
            <translation>Spline en plaque mince par les points de calage</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Vector layers, instead of a basemap</source>
            <translation>Couches vecteur au lieu d’un fond de carte</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Warp</source>
            <translation>Déformation</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>What may become of the map. Similarity and affine keep straight lines straight; dense follows what is found at every place, as stiffly as the rigidity says.</source>
            <translation>Ce que la carte peut devenir. La similitude et l’affine gardent droites les droites ; la dense suit ce qui est trouvé en chaque lieu, aussi raide que le dit la rigidité.</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>Where a map without a place roughly lies</source>
            <translation>Où se trouve à peu près une carte sans place</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>it moved by {:.1f} m in the median</source>
            <translation>elle a été déplacée de {:.1f} m en médiane</translation>
        </message>
        <message>
            <location filename="../../plugin/register_map.py" />
            <source>register,registration,georeference,georeferencer,rectify,rubber sheet,old map,historical,scan,sheet,ground control points,gcp,thin plate spline,warp,conflate,match,iiif,allmaps,raster,neural network</source>
            <translation>caler,calage,géoréférencer,géoréférenceur,redresser,vieille carte,carte ancienne,historique,numérisation,feuille,points de calage,gcp,spline en plaque mince,déformer,conflation,apparier,iiif,allmaps,raster,réseau de neurones</translation>
        </message>
        <message>
            <location filename="../../plugin/register_run.py" />
            <source>{:.0%} of the map can be trusted, {} control points</source>
            <translation>{:.0%} de la carte est fiable, {} points de calage</translation>
        </message>
    </context>
    <context>
        <name>RestyleMap</name>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>1 gives the new style, 0 the map as it was; what lies between mixes both.</source>
            <translation>1 donne le nouveau style, 0 la carte telle qu’elle était ; entre les deux, un mélange.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) with the map's georeference, CRS and transparency.</source>
            <translation>Un Cloud Optimized GeoTIFF (.tif) avec le géoréférencement, le SCR et la transparence de la carte.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Any other map. If it is given, the result gets its style as far as the model can draw it.</source>
            <translation>N’importe quelle autre carte. Si elle est donnée, le résultat prend son style, autant que le modèle sait le dessiner.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Draws a map in another style: a scan as a modern map, a web map as an engraving.</source>
            <translation>Dessine une carte dans un autre style : un scan en carte moderne, une carte du web en gravure.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Draws a map in one of Realign's styles, or in the style of another map. A neural network sees what is a street, a house, water or a wood, and draws it anew; it runs on this computer, on the graphics card if there is one.

The map may be a file, georeferenced or not, XYZ tiles, WMTS, WMS or any other raster layer. Nothing is moved: each pixel of the result lies where it lay. What is transparent stays transparent.

The result is a Cloud Optimized GeoTIFF with overviews. It is made block by block, so that maps of any size need little memory, and no seam is to be seen where blocks meet.</source>
            <translation>Dessine une carte dans un des styles de Realign, ou dans le style d’une autre carte. Un réseau de neurones reconnaît ce qui est rue, maison, eau ou bois, et le dessine à nouveau ; il fonctionne sur cet ordinateur, sur la carte graphique s’il y en a une.

La carte peut être un fichier, géoréférencé ou non, des tuiles XYZ, WMTS, WMS ou toute autre couche raster. Rien n’est déplacé : chaque pixel du résultat reste où il était. Ce qui est transparent reste transparent.

Le résultat est un Cloud Optimized GeoTIFF avec aperçus. Il est fait bloc par bloc : les cartes de toute taille demandent peu de mémoire, et aucune couture ne se voit là où les blocs se touchent.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Extent to restyle</source>
            <translation>Emprise à redessiner</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Factor by which a file is enlarged, or below 1 made smaller, before it is drawn: for scans so fine that their lines are many pixels wide. The result has that many pixels. The log proposes a factor.</source>
            <translation>Facteur par lequel un fichier est agrandi, ou réduit au-dessous de 1, avant le dessin : pour les scans si fins que leurs traits ont beaucoup de pixels de large. Le résultat a autant de pixels. Le journal propose un facteur.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>How finely tiles and other web services are read, in metres on the ground. Tiles come at the zoom level that is at least as fine. Files are read in their own pixels.</source>
            <translation>Finesse de lecture des tuiles et autres services web, en mètres au sol. Les tuiles viennent du niveau de zoom au moins aussi fin. Les fichiers sont lus dans leurs propres pixels.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_run.py" />
            <source>Looking at the reference</source>
            <translation>Examen de la carte de référence</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Map</source>
            <translation>Carte</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Map whose style is taken instead</source>
            <translation>Carte dont le style est repris</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Maps</source>
            <translation>Cartes</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Only this part is restyled. If empty, all of the map; of a web service a part must be chosen.</source>
            <translation>Seule cette partie est redessinée. Si elle est vide, toute la carte ; d’un service web, il faut choisir une partie.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Resolution of a web service (metres per pixel; the model's if empty)</source>
            <translation>Résolution d’un service web (mètres par pixel ; celle du modèle si vide)</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Restyle map</source>
            <translation>Redessiner une carte</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Restyled map</source>
            <translation>Carte redessinée</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Scale before drawing</source>
            <translation>Échelle avant le dessin</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Strength</source>
            <translation>Force</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Style</source>
            <translation>Style</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_run.py" />
            <source>Style: {}</source>
            <translation>Style : {}</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The map is</source>
            <translation>La carte est</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The map to restyle: a raster file, with or without a CRS, XYZ tiles, WMTS, WMS or other layers.</source>
            <translation>La carte à redessiner : un fichier raster avec ou sans SCR, des tuiles XYZ, WMTS, WMS ou d’autres couches.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>The style to draw in. The window of Realign's menu shows a picture of each.</source>
            <translation>Le style du dessin. La fenêtre du menu de Realign montre une image de chacun.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>Which of the models runs: that for clean maps, which knows all styles, or that for scans of old maps with all that paper brings along, which draws modern ones.</source>
            <translation>Quel modèle travaille : celui des cartes nettes, qui connaît tous les styles, ou celui des scans de cartes anciennes avec tout ce que le papier apporte, qui en dessine de modernes.</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>an old map, scanned</source>
            <translation>une carte ancienne, numérisée</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>drawn by a computer</source>
            <translation>dessinée par ordinateur</translation>
        </message>
        <message>
            <location filename="../../plugin/restyle_map.py" />
            <source>restyle,style,style transfer,map,old map,historical,scan,toner,watercolor,terrain,engraved,topographic,modern,osm,openstreetmap,redraw,cartography,raster,neural network,deep learning</source>
            <translation>redessiner,style,transfert de style,carte,carte ancienne,historique,scan,toner,aquarelle,terrain,gravure,topographique,moderne,osm,openstreetmap,cartographie,raster,réseau de neurones,apprentissage profond</translation>
        </message>
    </context>
    <context>
        <name>StereoDisparity</name>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>1 where matching from left to right and from right to left agree, 0 where they are 2 pixels or more apart. Takes twice the time.</source>
            <translation>1 où les appariements de gauche à droite et de droite à gauche concordent, 0 où ils diffèrent de 2 pixels ou plus. Prend deux fois plus de temps.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>A Cloud Optimized GeoTIFF (.tif) in pixels: left pixel (x, y) is right pixel (x - disparity, y).</source>
            <translation>Un GeoTIFF optimisé pour le cloud (.tif) en pixels : le pixel de gauche (x, y) est le pixel de droite (x - disparité, y).</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Base-to-height ratio (for the surface model)</source>
            <translation>Rapport base sur hauteur (pour le modèle de surface)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>By how many pixels a thing may lie further to the left in the right picture, at least; negative where things may lie further to the right. The narrower the range, the fewer the mistakes.</source>
            <translation>De combien de pixels au moins une chose se trouve plus à gauche dans l’image de droite ; négatif si des choses peuvent se trouver plus à droite. Plus l’intervalle est étroit, moins il y a d’erreurs.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>By how many pixels at most: that of the highest thing, in most pairs.</source>
            <translation>De combien de pixels au plus : dans la plupart des paires, le décalage de la chose la plus haute.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Confidence</source>
            <translation>Confiance</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_run.py" />
            <source>Disparities from {:.1f} to {:.1f} pixels; {:.0f} % of the pixels have one</source>
            <translation>Disparités de {:.1f} à {:.1f} pixels ; {:.0f} % des pixels en ont une</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Disparity</source>
            <translation>Disparité</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Disparity from rectified stereo pair</source>
            <translation>Disparité d’une paire stéréo rectifiée</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Distance of the two cameras over their height above the ground, such as 0.6. Negative where high things have low disparities, because left and right are the other way round.</source>
            <translation>Distance des deux caméras divisée par leur hauteur au-dessus du sol, par exemple 0,6. Négatif si ce qui est haut a de faibles disparités, parce que gauche et droite sont inversées.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Extent to match</source>
            <translation>Emprise à apparier</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Finds for each pixel of the left picture of a rectified pair by how many pixels it lies further to the left in the right picture, and from that, if the base-to-height ratio is given, a surface model in metres. A neural network compares the pictures from coarse to fine; it runs on this computer, on the graphics card if there is one.

Rectified means that both pictures have the same size and the same thing lies on the same row in both. They are files of 8 or 16 bits or of floating-point numbers, with or without a CRS.

The results are Cloud Optimized GeoTIFFs with overviews, made block by block, so that pairs of any size need little memory. What the right picture does not show has no disparity, or low confidence.</source>
            <translation>Trouve, pour chaque pixel de l’image de gauche d’une paire rectifiée, de combien de pixels il se trouve plus à gauche dans l’image de droite et, si le rapport base sur hauteur est donné, en tire un modèle de surface en mètres. Un réseau de neurones compare les images du grossier au fin ; il fonctionne sur cet ordinateur, sur la carte graphique s’il y en a une.

Rectifiées veut dire que les deux images ont la même taille et que la même chose se trouve sur la même ligne dans les deux. Ce sont des fichiers de 8 ou 16 bits ou à virgule flottante, avec ou sans SCR.

Les résultats sont des GeoTIFF optimisés pour le cloud avec aperçus, faits bloc par bloc : les paires de toute taille demandent peu de mémoire. Ce que l’image de droite ne montre pas n’a pas de disparité, ou une faible confiance.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Finds heights: by how much each thing is moved between the two pictures of a rectified pair.</source>
            <translation>Trouve des hauteurs : de combien chaque chose est décalée entre les deux images d’une paire rectifiée.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Height of disparity 0 (metres)</source>
            <translation>Hauteur de la disparité 0 (mètres)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Heights in metres: datum + disparity × resolution / base-to-height ratio.</source>
            <translation>Hauteurs en mètres : hauteur de la disparité 0 + disparité × résolution / rapport base sur hauteur.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>How large a pixel is on the ground. Only the surface model of a picture without a CRS needs it.</source>
            <translation>La taille d’un pixel au sol. Seul le modèle de surface d’une image sans SCR en a besoin.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Imagery</source>
            <translation>Imagerie</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>It is added to all heights of the surface model.</source>
            <translation>Elle est ajoutée à toutes les hauteurs du modèle de surface.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Largest disparity (pixels)</source>
            <translation>Disparité maximale (pixels)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Least disparity (pixels)</source>
            <translation>Disparité minimale (pixels)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Left picture</source>
            <translation>Image de gauche</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Only this part of the left picture is matched. If empty, all of it.</source>
            <translation>Seule cette partie de l’image de gauche est appariée. Si elle est vide, toute l’image.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Resolution (metres per pixel; as the left picture says if empty)</source>
            <translation>Résolution (mètres par pixel ; comme le dit l’image de gauche si vide)</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Right picture</source>
            <translation>Image de droite</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>Surface model</source>
            <translation>Modèle de surface</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>The results lie on its pixels, and have its CRS and its place.</source>
            <translation>Les résultats se trouvent sur ses pixels et ont son SCR et son lieu.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>The same ground from further to the right, in as many pixels, each thing on its row.</source>
            <translation>Le même sol vu de plus à droite, en autant de pixels, chaque chose sur sa ligne.</translation>
        </message>
        <message>
            <location filename="../../plugin/stereo_disparity.py" />
            <source>stereo,disparity,parallax,depth,height,surface model,dsm,dem,elevation,rectified,epipolar,pair,matching,aerial,photogrammetry,raster,neural network,deep learning</source>
            <translation>stéréo,disparité,parallaxe,profondeur,hauteur,modèle de surface,MNS,MNE,altitude,rectifié,épipolaire,paire,appariement,aérien,photogrammétrie,raster,réseau de neurones,apprentissage profond</translation>
        </message>
    </context>
    <context>
        <name>TrialTask</name>
        <message>
            <location filename="../../plugin/trial_task.py" />
            <source>Trying what runs the networks</source>
            <translation>Essai de ce qui exécute les réseaux</translation>
        </message>
    </context>
</TS>

<!DOCTYPE qgis>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
 <renderer-v2 type="RuleRenderer" symbollevels="1" enableorderby="0" forceraster="0">
  <rules key="root">
   <rule key="roads-service" symbol="0" label="service" filter="attribute($currentfeature, 'highway') IN ('service', 'track')" scalemaxdenom="51070" scalemindenom="1" />
   <rule key="roads-street" symbol="1" label="street" filter="ELSE" />
   <rule key="roads-secondary" symbol="2" label="secondary" filter="attribute($currentfeature, 'highway') IN ('secondary', 'secondary_link', 'tertiary', 'tertiary_link')" />
   <rule key="roads-primary" symbol="3" label="primary" filter="attribute($currentfeature, 'highway') IN ('primary', 'primary_link')" />
   <rule key="roads-motorway" symbol="4" label="motorway" filter="attribute($currentfeature, 'highway') IN ('motorway', 'motorway_link', 'trunk', 'trunk_link')" />
   <rule key="roads-path" symbol="5" label="path" filter="attribute($currentfeature, 'highway') IN ('footway', 'path', 'cycleway', 'steps', 'bridleway', 'corridor', 'platform', 'elevator')" scalemaxdenom="25535" scalemindenom="1" />
  </rules>
  <symbols>
   <symbol name="0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="1">
     <Option type="Map">
      <Option name="line_color" type="QString" value="181,162,132,255" />
      <Option name="line_width" type="QString" value="1.872" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.9754, 0.6270))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="10">
     <Option type="Map">
      <Option name="line_color" type="QString" value="255,253,246,255" />
      <Option name="line_width" type="QString" value="1.237" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.1853, 0.2126))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="1">
     <Option type="Map">
      <Option name="line_color" type="QString" value="181,162,132,255" />
      <Option name="line_width" type="QString" value="3.109" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.7144, 1.1343))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="11">
     <Option type="Map">
      <Option name="line_color" type="QString" value="255,253,246,255" />
      <Option name="line_width" type="QString" value="2.474" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -1.4921, 0.9058))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="1">
     <Option type="Map">
      <Option name="line_color" type="QString" value="181,162,132,255" />
      <Option name="line_width" type="QString" value="4.233" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.3683, 1.4430))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="12">
     <Option type="Map">
      <Option name="line_color" type="QString" value="251,240,204,255" />
      <Option name="line_width" type="QString" value="3.598" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.8503, 1.2805))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="1">
     <Option type="Map">
      <Option name="line_color" type="QString" value="181,162,132,255" />
      <Option name="line_width" type="QString" value="4.908" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.2177, 1.5909))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="13">
     <Option type="Map">
      <Option name="line_color" type="QString" value="246,220,168,255" />
      <Option name="line_width" type="QString" value="4.273" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.6166, 1.4523))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="4" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="1">
     <Option type="Map">
      <Option name="line_color" type="QString" value="181,162,132,255" />
      <Option name="line_width" type="QString" value="6.032" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.0627, 1.7972))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="14">
     <Option type="Map">
      <Option name="line_color" type="QString" value="240,192,138,255" />
      <Option name="line_width" type="QString" value="5.397" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.3935, 1.6859))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="5" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="138,117,82,255" />
      <Option name="line_width" type="QString" value="0.405" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="use_custom_dash" type="QString" value="1" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="customdash" type="QString" value="1.214;0.891" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.1853, -0.9043))" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="customDash" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="3 * exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.1853, -0.9043)) || ';' || 2.2 * exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.1853, -0.9043))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style fieldName="attribute($currentfeature, 'name')" isExpression="1" fontFamily="DejaVu Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" fontItalic="1" textColor="74,64,52,255" textOpacity="1">
    <text-buffer bufferDraw="1" bufferSize="0.5" bufferSizeUnits="MM" bufferColor="248,243,230,255" bufferOpacity="0.85" />
   </text-style>
   <placement placement="3" placementFlags="9" dist="0" repeatDistance="60" repeatDistanceUnits="MM" maxCurvedCharAngleIn="20" maxCurvedCharAngleOut="-20" />
   <rendering scaleVisibility="1" scaleMax="25535" scaleMin="1" mergeLines="1" labelPerPart="0" obstacle="0" drawLabels="1" />
  </settings>
 </labeling>
</qgis>

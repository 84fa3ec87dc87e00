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
      <Option name="line_color" type="QString" value="255,255,255,255" />
      <Option name="line_width" type="QString" value="2.540" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.5411, 0.9322))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="10">
     <Option type="Map">
      <Option name="line_color" type="QString" value="0,0,0,255" />
      <Option name="line_width" type="QString" value="1.164" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.2459, 0.1520))" />
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
      <Option name="line_color" type="QString" value="255,255,255,255" />
      <Option name="line_width" type="QString" value="3.704" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.3741, 1.3095))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="11">
     <Option type="Map">
      <Option name="line_color" type="QString" value="0,0,0,255" />
      <Option name="line_width" type="QString" value="2.328" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -1.5527, 0.8452))" />
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
      <Option name="line_color" type="QString" value="255,255,255,255" />
      <Option name="line_width" type="QString" value="4.763" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.1296, 1.5608))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="12">
     <Option type="Map">
      <Option name="line_color" type="QString" value="0,0,0,255" />
      <Option name="line_width" type="QString" value="3.387" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.9109, 1.2198))" />
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
      <Option name="line_color" type="QString" value="255,255,255,255" />
      <Option name="line_width" type="QString" value="5.398" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.0159, 1.6859))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="13">
     <Option type="Map">
      <Option name="line_color" type="QString" value="0,0,0,255" />
      <Option name="line_width" type="QString" value="4.022" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.6773, 1.3917))" />
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
      <Option name="line_color" type="QString" value="255,255,255,255" />
      <Option name="line_width" type="QString" value="6.456" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, 0.1055, 1.8650))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="14">
     <Option type="Map">
      <Option name="line_color" type="QString" value="0,0,0,255" />
      <Option name="line_width" type="QString" value="5.080" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -0.4541, 1.6253))" />
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
      <Option name="line_color" type="QString" value="0,0,0,255" />
      <Option name="line_width" type="QString" value="0.381" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="offset" type="QString" value="0.000" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="use_custom_dash" type="QString" value="1" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="customdash" type="QString" value="0.838;0.686" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.2459, -0.9650))" />
         <Option name="type" type="int" value="3" />
        </Option>
        <Option name="customDash" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="2.2 * exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.2459, -0.9650)) || ';' || 1.8 * exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.2459, -0.9650))" />
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
   <text-style fieldName="attribute($currentfeature, 'name')" isExpression="1" fontFamily="DejaVu Sans" fontSize="8" fontSizeUnit="Point" fontWeight="50" fontItalic="0" textColor="0,0,0,255" textOpacity="1">
    <text-buffer bufferDraw="1" bufferSize="0.5" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" />
   </text-style>
   <placement placement="3" placementFlags="9" dist="0" repeatDistance="60" repeatDistanceUnits="MM" maxCurvedCharAngleIn="20" maxCurvedCharAngleOut="-20" />
   <rendering scaleVisibility="1" scaleMax="25535" scaleMin="1" mergeLines="1" labelPerPart="0" obstacle="0" drawLabels="1" />
  </settings>
 </labeling>
</qgis>

<!DOCTYPE qgis>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="1" forceraster="0">
  <rules key="root">
   <rule key="landuse-grass" symbol="0" label="grass" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('grass', 'meadow', 'park', 'garden', 'recreation_ground', 'village_green', 'golf_course', 'pitch', 'playground', 'cemetery', 'heath', 'grassland', 'greenfield', 'nature_reserve', 'sports_centre')" />
   <rule key="landuse-wood" symbol="1" label="wood" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('forest', 'wood', 'scrub')" />
  </rules>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAAXElEQVR42u3WsQ0AIAwDQYvBmT19Gnpz17pEQZ+Q+9iq9+P94aub37s/AHQAoANAB+gAQAeADtABoAN0AOgAHQA6QAeADtABoAN0AOgAHQA6QAeADtABoAN0AC0Gd11+IbVOn6wAAAAASUVORK5CYII=" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAAXElEQVR42u3WsQ0AIAwDQYvBmT19Gnpz17pEQZ+Q+9iq9+P94aub37s/AHQAoANAB+gAQAeADtABoAN0AOgAHQA6QAeADtABoAN0AOgAHQA6QAeADtABoAN0AC0Gd11+IbVOn6wAAAAASUVORK5CYII=" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
   </symbol>
  </symbols>
  <orderby>
   <orderByClause asc="0" nullsFirst="0">area($geometry)</orderByClause>
  </orderby>
 </renderer-v2>
</qgis>

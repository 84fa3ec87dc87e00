<!DOCTYPE qgis>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="1" forceraster="0">
  <rules key="root">
   <rule key="landuse-farm" symbol="0" label="farm" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('farmland', 'farmyard', 'vineyard', 'orchard', 'allotments', 'plant_nursery')" />
   <rule key="landuse-grass" symbol="1" label="grass" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('grass', 'meadow', 'park', 'garden', 'recreation_ground', 'village_green', 'golf_course', 'pitch', 'playground', 'cemetery', 'heath', 'grassland', 'greenfield', 'nature_reserve', 'sports_centre')" />
   <rule key="landuse-wood" symbol="2" label="wood" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('forest', 'wood', 'scrub')" />
  </rules>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="192,138,92,255" />
      <Option name="line_width" type="QString" value="0.238" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.106" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.2459, -1.4350))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="192,138,92,255" />
      <Option name="line_width" type="QString" value="0.191" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="1.720" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.4690, -1.6581))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="192,138,92,255" />
      <Option name="line_width" type="QString" value="0.143" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="3.519" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.7567, -1.9458))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="1" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="230,230,191,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.318" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.106" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -1.9274, -1.1473))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.286" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="1.164" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.0328, -1.2526))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.254" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="2.355" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.1506, -1.3704))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol name="2" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="207,218,173,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAJnElEQVR42uWbf2xW5RXHP5SX1tIfWAu1lYK/cBQmjqGMn2KHGw51DpcxXbJs2bJExzbNkpkM2JZtBpa56dyEKEy2LGgsBAVfsgECilIHyA/RgRZmEBiMjsL4ZWlXC90fz/eGh8tzf7zvfdtKPMlN395733uf5zznfM/3nPO8PR5Z+D2ylE8Aw4HF+j9tXasGRgR8byQwGrgJ2AhMBlYC+cDj5F6+BLzoOD8BGJZK8ODdwBRr8u8CQ4Dj+hskm3UAzAL+B3wFmEjnyL+AzwBvWOeeA64CxqcSPrwQmAY0AhXAJbKK38T8/kygFDiZcBwTgb5S5mvAMevaNuDbUoBnpVuAVcCZpAr4BfAp4CngbJbPSDr5EcB7wMtS5j3Ah0CTJt8IlAD9dF8LcBToAMjLgYm9lWDySeUyoAzYbynzj8Kl94EfAdcDB4E7gbnAv4VDzwOkuHilSkC63nHtNPAO8CwwFphnXZtr33ixKqAQGAO8EMNCjobdcLEqoAL4T8h1D+z2A4+FPSiviwY8KMfP2yc/ToVMHqCXALFbFXAv0B+ozfFz64AfA8UBk0c4MDCpAkqBwUB5BoMrAcYDXwRWA69KARNyqIBGYC1wa0SI/CCJAoqtQQ8DvirwGSE/DJJPAruA5RYI/VyDeS4DoLsi4p4Norre6m9T/M8DrhELfCsJCA5RmDmhCZWL5xcC3xGjesnxvQZglNiWbZ5NQEGMyecDt2uVJwCLPOLikIXAMqBVnOAJTbojjpZTEavf1+LtaDW9Fd0OPBKggOPye7/cKKocJZ9WgtQsH54lersZWOe79xUdtlwnJZ6SFY2S9S2I6wI9gUm+yfulVS8Jkuv1dyCwVJ+bYpj9RKBNk/dC2QzlF58FamJkqQVifOUKl79X5BgT1wJqgb8DR0Li7NaQ6yjV/TPwpqhyB1AfMfjJcpvmEKU3xwDt7UC7LynaAdwm3IhUQJWQO4xk9AcuDRnIYqtW8AdZ29kYoNsc8M5DAt5fRTwjT+M64qDH9wJ/ieMCOxTCwkhGZYCfB0mchGk1cL9c0P/OdiU1UTLUMfk08IyixNw4CtiuEDIjhGScFtfOpRxSYWW4451V4iNhMiwi7PXzV6rCeMAWKeJ23/nngbeFtE90AnN8V9EC5e8en9jrq+q4pEVAV+lYuPXCmJmZ8IC/Kc6eAF4XQlcAS4CfdBJ1Pqx4vgzYo3flAf8QsIbJe8KQWhVG/qvzLwADdJwnPWIURfsC9wnF50cgf6YySuZeJyXnUioFwitFpr7guqlHgqpwEhkgxbZhiqvfBJ7O8lnjhQ0NstLz5ierXdvd6bCfY3RowDuVrqYwdcUhGT6rRuRqgciPPzHqCJt8dyngA0WQFuucV1T9WcxnlAG3KArt0rmXgd7AbCC2WXeHAraIkNiyVCsYxw16ihLXi63aslyhuzqqDtBVJbEa+WcjsMlS+mFfiNoJHIgyV8kZPeNMCFErAqZ3pwIqgRuUOa4Hxgms6jX4WuBamXCdwHBfhiWxm3FXhF+xwl+Xu8AYmWeVGNlWDWY5cLe4fjvwA+DXUkqTiherMnjPZuDzvpX3Vv8SUV662gIGYRoTGwKuL1FK+7BSVU8W6UgiezG9Po+3tDpwY6TqA4f1OR9YlksF9CK8zbVBoe9Z4Gs5ID6bZEXFSoHzlZydBP7pu3egEqmTmM70GuBbQM8oBRRJW5eJhx+IKFIOVxIVlkUuEitLuup/lVLj+nurlO65WjmQ78KAKzWRWvnZboWu70a84JiALUpuFupnIz1Fa7+vtDluT3Kcw+KOA9NT8pkj1uCalITgM+k0cIc076TVXNiE8KfQDfL/HRlMukT+XabosgHTAu+PaXs/FqO+uFORxj+uE3m+5KZQgzzp8OdNwNddGZUkX98PkrcVHR7PYPJFWvFGhdDFlot5Pj0y4hm7FG1mCajTiiKDgMMpxwvD5AGB2D2+ehuYzQnFwJeVlpYIdUusis6CDE2+nwAtqJi6TJFlfkj0Oa26RYmqQVswXeWhLh6QH1IHTGsCK0K49m8xVdgamV616OpGpb7rMlRAs6VAlxwRmk8TdoXJKWCOXGlKEA/oG2NQpyNM3U5J54gcXa4kJVM5qgxva0RkWSwzj2KTb/irSrYCejtMzQ9ia4BvCFXjit80r1btrh1TMj8Ugfpx2OpU4IfZhBVbAWcjzGizosA4spci0d4VevckWV2zQG29wyKPhSzKKXGU+VbkyloBrVqR+SI8RxU7++j6tcBDCcnLEPH0D3W8KO5eoBziIc7fYdaqbHJFwPO8jVFLsx1QymHia4Tm40VZ6zD9tVKFsmzlOmHHMQdDaxWi1znIVQOmw9SiYyumatwm8LsxyYqkQqo2K3VMFrgsT5goVQSkr7aUOs5540DWME2fqwWydIYCbFmRg0TphhAG6fn0O5itbVGk5kGBY0rcw1Uua5Nb3YRplm5U/O/yipBtUQMdWZo/BymN+bwzARWhCcKtXlYC96qyxm5VwEuY3kKpFdPTjghRnfA9hcoT/LLfl/N0S1F0HqbhGsQ2G4i5qyNELg1xnQe6oiQWB0+mWv+vUyzvozD4YIJnFxBcKL2Pcw2YbnEBO6O8C7NhqlG48LBWP6mM4sIyuZ9UVWWigGLgc7pnj9LOAsxmhyQyE7N95hAR21izMP8rrHpj2gLgfZgu992ZuECZcvAlCivzNOA+ORjsjhxP3ptwDfAk8Evr/DYpYBKO3Sd5ERotsgaMlcR8VOUZle5el4WllU0+FfSFvIiYvM+n4RPE7Lh0s6wCHlW+MTkbJnhlAKKOIffbYjpLdusIlSALeE2Fj5/K59OyiNIsylofaQmLAm9itqX8STSygXPb3j4WCkCAN1sUdU0njqPMkSa7pFpMck9XKcCjqA05VvoAK/0dLTaYJxSPKqjswmzULlHSUx9BgBIrIEoqRWPbMLuxovj8LVrBNotfgPnxQ5j0wnRz9nNuI0UV5keRWUsucoGxmN8ArFXCEbWZsbfy/oOYPYGeHBRZCZJaB3m6Q2DdLQq4HNM79PLs45ga32BMI+LWDN+5UNniWMe1ocIIv+/fhdkJTle7gFfiWu07v1dHvRIe15aXipCqUBNmj8+dvuvvY5qhNcKJNKZFdkD5iTPXd8hETDd5e1ILKMfdBvcmMxX3bw2u4cLGqF0Y2ajQ65cW4HeqKE0RztRiWnAzYk5+tFzuKqyttNlagNcuf9LHGL3J3I9pjbmAbLCU0+6bfD9MrW96RDo9R0z1NsL3K9hpcomU5OUHszF9kEf/Dwz4XDLSGdWTAAAAAElFTkSuQmCC" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.318" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.106" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -1.9274, -1.1473))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.286" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="1.164" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.0328, -1.2526))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.254" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="2.355" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.1506, -1.3704))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.222" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="3.704" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.2841, -1.5040))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.191" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="5.186" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.4383, -1.6581))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="165,104,58,255" />
      <Option name="line_width" type="QString" value="0.159" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="6.826" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.6206, -1.8404))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
  <orderby>
   <orderByClause asc="0" nullsFirst="0">area($geometry)</orderByClause>
  </orderby>
 </renderer-v2>
</qgis>

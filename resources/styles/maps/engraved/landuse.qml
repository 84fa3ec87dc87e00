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
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAAg0lEQVR42u3UAQ0AIBADsUHQihJUIAAPuEMH+U7Ccmm7Z80U3kiyKx/QU3wjyVQAAxTAAAUwQAEMUAADFMAABTBAAQxQAAMUwAAFMEABDFAAAxTAAAUwQAEMUAADFMAABTBAAQxQAAMUwAAFMEABDFAAAxTAAAUwQAEMUAADFMCA3/cAUOcTCaYyOsgAAAAASUVORK5CYII=" />
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
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAC6ElEQVR42u3bT6hVVRTH8c+7XTHBSB0YOjCcCEmCimJkgzQKCR0ETzP1KZlIIZY+olIsyYcG/ulBgTgoE5KI/oAiqOhEEsTy0cSZvkHWIARLwbAojAZ3Xzw+fHD/eN49p71/cDh7Hdj33P3l7LXX2n+69vetEbMqbdb/osV6M7GmzAC+HWIfbLDeUjyZsceir4wAerEplLcHuxF9jeUZux/vlhHAFVwL5R9xo4m6m7EqlPd3ugtUw/1z9OANHMVPDdQ9HK5mdRtvFqD7j8XbFTwXHszG7w02/v+gP3CugqfDg1fDlxCTTlSwNdM3o1PdB/SkQCgBSAASgASgeJqF1TECeBbPZ+wpeQ3TjQCYhtdC+dNw341ROQI4jSeGJE39LfzOToxpF8Al/I3Hg70EJ/FPzl/Be9iA8U1km8M1fNdwILqamBE6FBKZn/F+CfzbAfyGs/gXp9r1AZvRVZLGwyfh/tRwjc+Gwo3oOtaWaIQbCFeKAzoN4AOMxmI8g3HBwUUDYMuQIawfO2KLBA/hITyKD2MMhX/AZDyIi0UCUB3Bd+1LyVACkAAkADnoLUzCY1gfnn2ZN4BXMtlhp7V7SJyxAdvyAvA6pmbsFzGvABC2YUEo38JgXgA+CsTrmoLvCwBgEH+pTaJ8lrcP6MXDasvaewrkCw62kq22Egj9UrRwNg2DCUACUHoAj+CdWAFkHeoMvBwbgCPubJ3rbXYcb1Hz0V0HMLvDAL7DdLV5w7x3qUwKuUNdPVW1bW6d1s4Res+v7t4ENqEqPn2Fj8PX0B0jANiY4oAE4P4CWIk5MQKYExpf1w61BZBoAAxgYiiPx3ncjK0L9OMFLMTxsnWB+zUMdnfgv6/AZVyIbRSYi5cy9na1JfdoAFxQW2gVHG6zJ1buCWAvHriHVy+q9gW/swjH2pmDqIbUsK51agcnyqClbda/isEKloUHfeI7NPFNxZ1NiGfwZ2yhcFVxTnGlZCgBSAASgBHXf8UOcw+swQCPAAAAAElFTkSuQmCC" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAJnElEQVR42uWbe3BV1RXGfySXxJAHxkAgEvAFJdBCKUJ5iilWLNha7JRqZ5x22umMllqd/uFMgbbT1oFOH1pbcRSm1OmoY2CoYJgWEFCUWEAephY0UAeBQkkJlJchMbz6x/7OsDns87j33OTKdM3cSe459+6z99prfetba+3b7b5po8hQPgGMAJbofb11rxoYGfC90cBYYBSwCZgKrAIKgCfIvnwZeNlxfRIwLJVg4N3AdGvx7wFDgOP6GyRb9AKYC3wEfBWYTOfIv4DPAm9Z114ErgcmphIOXgTMBJqBSuAqWcWvY35/DlAGnEw4j8lALynzDeCYdW878G0pwLPSrcBq4FxSBfwM+DTwDHA+wzGSLn4k8D7wqpR5D3AGaNHim4FSoLc+1wYcBS4A5A8fdG1SE/uPN1gO5BrgBqBR7z/Sonfr/YPAv4Uvw4ClQB/h0GNAR4orV6oEpBsc904D7wIvAOOBBda9p+wPXqkKKALGAS/FsJCjYR+4UhVQKdcLEg/s9gOPhw2U10UTHpjl8fbJj1MhiwfoLkDMqQLuBfoBtVketw74IVASsHiEAwOSKqAMGAxUpDG5UmAi8CVgDfC6FDApiwpoBtYBt0WEyA+TKKDEmvQw4GsCn5HywyD5JLALWGGB0E81mRfTALqoGL1RVNfb/e2K/3nAjWKBf08CgkMUZk5oQRXi+UXAd8SoXnF8rwkYI7Zlm2cLUBhj8QXANO3yJGBxCNd4DlgOtAPlwJNadCxukorY/V4Wb0e76e1oI/CrAAUcl9/75WZR5Sj5jBKkVvnwXNHbLcB632df08uWQVLiKVnRGFnforgukA9M8S3eL+16SJB8Sn8HAMv0f0sMs58MdGjxXiibrfzic0BNjCy1UAywQuHyd4oc4+JaQC3wN+BISJzdFnIfpbrPAm8rT7gANERMfqrcpjVE6a0xQLsROOtLinYAdwg3IhVQJeQOIxn9gKtDJrLEqhX8XtZ2PgbotgY885CA9xcRY+RpXkcc9Phe4E9xXGCHQlgYyegb4OdBEidbXAM8IBf0P/MscDDGGEMdi68HnleUeCqOAhoVQmaHkIzT4trZlEMqrIxwPLNKfCRMhkWEvd7+SlUYD9gqRUzzXf8z8I6Q9slOYI7vKVqg/N3jE3t9VR2XtAno+jo2boMwZk46POCvirMngDeF0JXKq3/USdT5sOL5cmCPnpUH/EPAGibvC0NqVRj5r66/BPTX6xLpFqMo2gu4Xyi+MAL505UxMvc6KTmb0lcgvEpk6guuD3VLUBVOIv2l2A5Vb74J/CHDsSYKG5pkpZesT1a7LtfpsJ9jXNCEdypdTWHqikPSHKtG5GqRyI8/MboQtvhcKeBDRZA265pXVP1JzDHKgVsVhXbp2qtAD2Ae8L24k8mFAraKkNiyTDsYxw3yRYkbxFZtWaHQXR1VB+iqkliN/LMZ2Gwp/bAvRO0EDkSZq+ScxjgXQtSKgVm5VEBfYLgyxw3ABIFVgyZfC9wkE64TGO5LsyR2C+6K8GtW+OtyFxgn86wSI9umyawA7hbXPwt8H/illNKi4sXqNJ6zBbjdt/Pe7l8lyktXW8BATJdnY8D9pUppH1Wq6slivZLIXkyvz+Mt7Q7cGK36wGH9XwAsz6YCuhPe5tqo0PcC8PUsEJ/NsqISpcAFSs5OAv/0fXaAEqmTmM70WuBbQH6UAoqlrWvEww9EFClHKIkKyyIXi5Ul3fW/SKlx/b1dSvdcrQIocGHAdVpIrfxst0LXdyMecEzAFiW3CPUzkXzR2geVNsdtyE5wWNxxYFZKPnPEmlyLkhB8Jl0P3CnNO2k1lzch/Cl0k/x/RxqLLpV/lyu6bMS0wPth2t6Px6gv7lSk8c/rRJ4vuSnSJE86/HkzcJ8ro5IU6PtB8o6iwxNpLL5YO96sELrEcjHPp0dHjLFL0WaugLpeUWQgcDjleGCYPCQQu8dXbwPTmi4BvqK0tFSoW2pVdBalafK9BWhBxdTliiwLQ6LPadUtSlUN2orpKg918YCCkDpgvRawMoRr/wZTha2R6VWLrm5S6rs+TQW0Wgp0yRGh+UxhV5icAubLlaYH8YBeMSZ1OsLU7ZR0vshRHyUp6cpRZXjbIiLLEpl5FJt8y19VshXQw2FqfhBbC3xDqBpX/KZ5g2p3ZzEl80MRqB+Hrc4AfpBJWLEVcD7CjLYoCkwgcykW7V2pZ0+R1bUK1DY4LPJYyKacEkdZaEWujBXQrh1ZKMJzVLGzp+7fBDySkLwMEU8/o9fL4u6FyiEe4dITZu3KJlcGjOcdjFqW6YRSDhNfKzSfKMpah+mvlSmUZSqDhB3HHAytXYhe5yBXTZgOU5te2zBV4w6B381JdiQVUrVZpddUgcuKhIlSZUD6akuZ45o3D2QNM/V/tUCWzlCALSuzkCgND2GQnk+/C3wQg9Q8LHBMiXu4ymUdcqtRmGbpJsX/Lq8I2RY1wJGl+XOQspjjnQuoCE0SbnW3ErjXlTXmVAGvYHoLZVZMr3dEiOqEzylSnuCX/b6cJydF0QWYhmsQ22wi+YnTq0Nc56GuKInFwZMZ1vv1iuU9FQYfTjB2IcGF0vu52IDJiQvYGeVdmANTzcKFR7X7SWUMl5fJ/aSqKh0FlACf12f2KO0sxBx2SCJzMMdnDhFxjDUD87/WqjfWWwC8D9PlvjsdFyhXDr5UYWWBJtwzC5PdkeXFewuuAZ4Gfm5d3y4FTMFx+iQvQqPF1oSxkpiPqzyv0t2bsrB6ZZPPBH0hLyIm7/Np+AQxOy45ltWY3wOcEZNNmwleF4Co48j+sZjOkt1c/OEE6VrAGyp8/Fg+Xy+LKMugrPWxlrAo8DbmWMofRSObuHjs7f9CAQjw5omiru3EeZQ70mSXVItJ7ukqBXgUtSnLSu9vpb9jxQbzhOJRBZVdmIPapUp6GiIIUGIFRElf0dgOzGmsKD5/q3aww+IXYH78ECbdMd2c/Vw8SFGF+VFkxpKNXGA85jcA65RwRB1m7KG8/yDmTKAnB0VWgqTWQZ7uFFjnRAF9ML1DL88+jqnxDcY0Im5L85nPKVsc77g3VBjh9/27MCfB6WoX8Epca3zX9+rVoITHdeSlMqQq1II54/NF3/0PMM3QGuFEPaZFdkD5iTPXd8hkTDe5MakFVOBug3uLmYH7twY3cnlj1C6MbFLo9Usb8FtVlKYLZ2oxLbjZMRc/Vi53PdZR2kwtwGuXP+1jjN5iHsC0xlxANljKOetbfG9MrW9WRDo9X0z1DsLPK9hpcqmU5OUH8zB9kMf+B2bYWd6usVPuAAAAAElFTkSuQmCC" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="139,119,87,255" />
      <Option name="line_width" type="QString" value="0.212" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.5336, -1.5527))" />
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

<!DOCTYPE qgis>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="1" forceraster="0">
  <rules key="root">
   <rule key="landuse-built" symbol="0" label="built" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('residential', 'commercial', 'retail', 'industrial', 'railway', 'garages', 'construction')" />
   <rule key="landuse-farm" symbol="1" label="farm" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('farmland', 'farmyard', 'vineyard', 'orchard', 'allotments', 'plant_nursery')" />
   <rule key="landuse-grass" symbol="2" label="grass" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('grass', 'meadow', 'park', 'garden', 'recreation_ground', 'village_green', 'golf_course', 'pitch', 'playground', 'cemetery', 'heath', 'grassland', 'greenfield', 'nature_reserve', 'sports_centre')" />
   <rule key="landuse-wood" symbol="3" label="wood" filter="coalesce(nullif(attribute($currentfeature, 'landuse'), ''), nullif(attribute($currentfeature, 'natural'), ''), nullif(attribute($currentfeature, 'leisure'), '')) IN ('forest', 'wood', 'scrub')" />
  </rules>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="228,223,218,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="238,240,213,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="205,235,176,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
   </symbol>
   <symbol name="3" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="173,209,158,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAJnklEQVR42uWbf2xV5RnHP5RLaykt1kJtpaBTHIWJYyjjp9jhhkOdw2VMlyxbtizRsU2zZCYDtmXOwLIf/tiEKGxsWdRYCApesgECilIHyA/RgRZmEBiMjsL4ZWlXC90f7/eEl8N7ftx7bnsle5KT3p5z7jnv+7zP832+z/O8t8djqx4iS/k4MAJYrP/T1rUaYGTA90YBY4AbgY3AFGAlUAg8Tu7li8CLjvMTgeGpBA/eDUy1Jv8uMBQ4rr9BslkHwGzgv8CXgUl0jfwT+DTwhnXuOeAqYEIq4cOLgelAE1AJXCKr+HXM788CyoCTCccxCegnZb4GHLOubQO+JQV4VroFWAWcSaqAh4BPAk8BZ7N8RtLJjwTeA16WMu8GPgSaNfkmoBTor/tagaNAJ0BBDkzsrQSTTyqXAeXAfkuZvxcuvQ/8ELgOOAjcAcwD/iUceh4gxcUr1QLS9Y5rp4F3gGeBccB869o8+8aLVQHFwFjghRgWcjTshotVAZXAv0Oue2C3H3g07EEF3TTgwTl+3j75cSpk8gC9BIh5VcA9wACgLsfPrQd+BPQJmDzCgUFJFVAGDAEqMhhcKTAB+AKwGnhVCpiYQwU0AWuBWyJC5AdJFNDHGvRw4CsCn5HywyD5BLALWG6B0M80mOcyALorIu7ZIKrrrf42xf8C4GqxwLeSgOBQhZkTmlCFeH4x8G0xqpcc32sERott2ebZDBTFmHwhcJtWeSKwyCMuDnkaWAa0iRM8oUl3xtFyKmL1+1m8Ha2mt6LbgV8FKOC4/N4vN4gqR8mnlCC1yIdni95uBtb57n1Fhy3XSomnZEWjZX0L47pAT2Cyb/J+adNLguQ6/R0ELNXn5hhmPwlo1+S9UDZT+cVngNoYWWqRGF+FwuVvFTnGxrWAOuBvwJGQOLs15DpKdf8EvCmq3Ak0RAx+itymJUTpLTFAezvQ4UuKdgC3CjciFVAt5A4jGQOAS0MGstiqFfxO1nY2Bui2BLzzkID3FxHPKNC4jjjo8T3An+O4wA6FsDCSURXg50ESJ2FaDdwnF/S/s0NJTZQMc0w+DTyjKDEvjgK2K4TMDCEZp8W1cymHVFgZ4XhntfhImAyPCHv9/ZWqMB6wRYq4zXf+eeBtIe0TXcAc31W0QPm7xyf2+qo6LmkV0FU5Fm69MGZWJjzgr4qzJ4DXhdCVwBLgx11EnQ8rni8D9uhdBcDfBaxh8p4wpE6Fkf/o/AvAQB3nSY8YRdF+wL1C8QURyJ+pjJa510vJuZQqgfBKkanPu27qkaAqnEQGSrHtmOLqN4A/ZPmsCcKGRlnpefOT1a7Ndzrs5xidGvBOpaspTF1xaIbPqhW5Wijy40+MOsMmny8FfKAI0mqd84qqP435jHLgZkWhXTr3MtAbmAN8N+5g8qGALSIktizVCsZxg56ixA1iq7YsV+iuiaoDdFdJrFb+2QRsspR+2BeidgIHosxVckbPOBNC1EqAGflUQBVwvTLH9cB4gVWDBl8HXCMTrhcY7suwJHYT7orwK1b463YXGCvzrBYj26rBLAfuEtfvAL4P/FJKaVbxYlUG79kMfM638t7qXyLKS3dbwGBMY2JDwPUlSmkfVqrqySIdSWQvptfn8ZY2B26MUn3gsD4XAstyqYBehLe5Nij0PQt8NQfEZ5OsqI9S4EIlZyeBf/juHaRE6iSmM70G+CbQM0oBJdLWZeLhByKKlCOURIVlkYvEypKu+l+k1Lj+3iale65WARS6MOBKTaROfrZboes7ES84JmCLkpuE+tlIT9Ha7yltjtuTHO+wuOPAjJR85og1uGYlIfhMOg3cLs07aTUXNiH8KXSj/H9HBpMulX+XK7pswLTAB2Da3o/GqC/uVKTxj+tEgS+5KdYgTzr8eRPwNVdGJSnU94PkbUWHxzOYfIlWvEkhdLHlYp5Pj4p4xi5Fm9kC6rSiyGDgcMrxwjC5XyB2t6/eBmZzQh/gS0pLS4W6pVZFZ2GGJt9fgBZUTF2myLIgJPqcVt2iVNWgLZiu8jAXDygMqQOmNYEVIVz7N5gqbK1Mr0Z0daNS33UZKqDFUqBLjgjNpwu7wuQUMFeuNDWIB/SLMajTEaZup6RzRY4uV5KSqRxVhrc1IrIslplHsck3/FUlWwG9HabmB7E1wNeFqnHFb5ofU+2uA1MyPxSB+nHY6jTgB9mEFVsBZyPMaLOiwHiylxLR3hV692RZXYtAbb3DIo+FLMopcZQFVuTKWgFtWpEFIjxHFTv76vo1wIMJyctQ8fQPdbwo7l6kHOJBzt9h1qZsckXA87yNUUuzHVDKYeJrhOYTRFnrMf21MoWybOVaYccxB0NrE6LXO8hVI6bD1KpjK6Zq3C7wuyHJiqRCqjYrdUwRuCxPmChVBqSvtpQ5znnjQNYwXZ9rBLJ0hQJsWZGDROn6EAbp+fQ7mK1tUaTmAYFjStzDVS5rl1vdiGmWblT87/aKkG1RgxxZmj8HKYv5vDMBFaGJwq1eVgL3qrLGvCrgJUxvocyK6WlHhKhJ+J5i5Ql+2e/LefJSFJ2PabgGsc1GYu7qCJFLQ1zn/u4oicXBk2nW/+sUy/sqDD6Q4NlFBBdK7+VcAyYvLmBnlHdiNkw1CRce1uonldFcWCb3k6rqTBTQB/is7tmjtLMIs9khiczCbJ85RMQ21izM/wqr3pi2AHgfpst9VyYuUK4cfInCynwNuG8OBrsjx5P3JlwLPAn83Dq/TQqYjGP3SUGERkusAWMlMR9VeUalu9dlYWllk08FfaEgIibv82n4BDE7LnmWVcAjyjemZMMErwxA1LHkfltMV8luHaESZAGvqfDxE/l8WhZRlkVZ6yMtYVHgTcy2lD+KRjZybtvb/4UCEODNEUVd04XjKHekyS6pEZPc010K8ChqY46VPtBKf8eIDRYIxaMKKrswG7VLlfQ0RBCgxAqIkirR2HbMbqwoPn+zVrDd4hdgfvwQJr0w3Zz9nNtIUY35UWTWkotcYBzmNwBrlXBEbWbsrbz/IGZPoCcHRVaCpM5Bnm4XWOdFAZdjeodenn0cU+MbgmlE3JLhO59WtjjOcW2YMMLv+3didoLT3S7glbhW+87v1dGghMe15aUypCrUjNnjc4fv+vuYZmitcCKNaZEdUH7izPUdMgnTTd6e1AIqcLfBvclMw/1bg6u5sDFqF0Y2KvT6pRV4TBWlqcKZOkwLbmbMyY+Ry12FtZU2Wwvw2uVP+hijN5n7MK0xF5ANkXI6fJPvj6n1zYhIp+eKqd5K+H4FO00ulZK8/GAOpg/yyP8ArshcxSr744AAAAAASUVORK5CYII=" />
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

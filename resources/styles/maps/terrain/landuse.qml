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
      <Option name="color" type="QString" value="233,223,205,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="238,230,192,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAC1ElEQVR42u3bX4iUVRjH8c+OEyooaBfGBq50EyQFuRiGdqGFIlEXwWp/bBVRJJFKRSxFW1IskLYBg+gidSGI6A8UgoreSIL4D7voqtwLrYsIMgTDRFG8eM+w4+DCzozvzryc87uZ8xw48875zjnPc55zztv12y9filmlFtt/3WS7p7GqyAB+qLMPjLHdMsyvsadgdxEBbMbGUB4I9lj0HV6rsSvYWUQAl/FPKF/A1QbabsKbofx5u6dAV3CCX6Ef7+InXIrA/03BeyUsCRW9+DeSzsN/OFXCwlDxVhgJMelICdtr5mZ0KofP/rQQSgASgAQgAeg8zcHKGAEsxos1dk9eYXosAB7H+lDeHz734qEcARzHs3VJU6WJ79mDya0C+B038WSwX8ZR3Mp5FHyADZjeQLY5Wsc/Gg1EVwM7QkO4jT/wYQH82xe4gpO4g2Ot+oBN6CpI56H6zz43WucbHQEpDCYAzeljTMRLeAHTgoOLBsC2uhBWwa7YpsAQpmIWPo3RB5zFo5iEXzsJQHkcnzWYokACkAAkADloK7rxBNaFum/yBrCmJjtst/bWrTM2YEdeAN7BYzX2q5jXARB2YFEoX8dwXgD2BeJV9eBMBwAYxg3ZJsrBRho2kw3OlJ3zzwsjoNBqZiH0Z6ctZ1MYTAASgMIDeATvxwqg1qE+hdWxAfjRyNW5zY3G8Sa1AH1VAL1tBvAzZsv2DfO+pdIdcoeq+suya27t1p5xes5f7r0E9nBZfPoWn4XR0BcjAHg7rQMSgAcLYAXmxghgbuh8VbtkByDRADiPGaE8HadxLbYpUMEreB6HizYFHlQY7GvDb38DF3EutijwDF6vsQdkR+7RADgnO2gVHG6jb6zcF8AnmHAfr96pGgx+ZykOtbIHUQ6pYVVrZS9OFEHLWmz/N4ZLWB4qdovvpYnvS0YuIZ7A/7Ethcuyy49bUi6QACQACUCMugtb6HRBGWutLAAAAABJRU5ErkJggg==" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="211,223,174,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAEx0lEQVR42u2be4jVRRTHP2s3fIRa0abGuiy6tGlaSdtDSjKN1rKMLEisJEPLysSoKFoDsYiS6MUuGRRGEbmY1mKgaFr2sKT+qaCo7MFm+AQ1W1Ly0R93hMvPmd+cmd/Mvb+7+oX955wzw/y+98yZc87M1nSsX8CJjF6c4OgJBNwCtGYl4A5gQk4/sAB8naJfAbRr5He6EPAT8FugBd8vsGl3mO8QcL3FZq9GNkLKLhaGXdFfYLPWcc5dHut4olIx4DmBTWeKblvkLXUR0BiCgPukLDtiiMeYgQ62TaUEFFIMay2u92qOAuUy4AFhHOuQboG1ZfyAoRnHX+cbxNMIGJNhQY3AOqHtIGCJwG4VMDrGGZsVNcDRhGyL4Og6hh3AZIHdTcCRSmeCgzSyTcA5Gvl/GdY1E1iUkPl8fH/gB438Nl8PmAdsTMSHsRFiwtJA8+wHRmrko44FQ1cCWukZePJkNVhGAqYCtyZkC9XRlQXPAi0Z5+hdKAMB32uIXgJsT8guA/oBHwvnfR7YnaI/W2Wq81NsfpR4wJUW/Q0W/S+q2izFdo3dKY4xabdFvxP4wGIzTELAXEFxMTiAp2xySJ6k+CREIjTNon/6ZBA0Y75lD/Z4Al5Sf1nQrAKkDe8AVzvM2wIMDH0K1ANdjmPqgK0p+tOFW/V2j4KtK6QHjAfmeIxbbtF/BKyJ4J3tumPwBWCKZeAXQIMh4vp0iMaWYasvA8ZJToFHgcOWya6owmA/TRoED1Pd2JPHWqA0//fBqQ62Z1SagAYVtHSw9exeM6TVbwOXxPpVajrWL3gE2Ax8FmjO04DuHG2LSRTvD2ebguA6TbHikqTUAytLZN05iwtr0o7RXsC3wAHBRBcC5yVk3cA/Ffy4rD0FpxjQCAxL1tOU9/5A12zJBJdUeEWABY9QpJnQj+I1l/R+cHYMD+gb8Rd72aKfrAJWCNRJAntB4+ZtKnLGwLUZ6wIXbAWucfWALRE/vhI4WK5EqJmSK+fImEmYJstQCQFPaWRNmspquKFCjIGlhLmaXy4h4A+NrJbjm6AdmhS4KWIJfNDB9mGD/HIJAW9oZJ8Lg9WLKSfKRJVYpeEqim2urDhkqwV6QrBrU72Mf/NcDodAPbBYI+/0+XgdAVNzTkAX8KFGrrtQuVkSf5IEjPdY1CiKr0TKhU+FdhMN2eH0NALmeSxoCvnsE841ZIcP+hZDJjxjkN+lPMPntUcLxSc2G2KzFPN6vDPD1vjbdnwFwoCYBOzJMPZLod2Naq/7pMZ9gI2VOga/wu15qwmrgIcsNguBezTyA8CYQoUImATsCzTXUQEB4jygGbjbMuGMAIvem5ejIknAX8DvljENFVzvkNgEbMP+SGmRYN6LOb6BSqA9H5UAHe71mPdc1SNwKWYkLe5mgc0E4M2QeYBPtH7XID9TecY3mgw01EPoDYYEahyaJqnEAxYLvKi3cHHnA5dq5EfKED+SnjwLeCxEP2CWSiraqrGRECIPeL2aOynV0hBpJcA9oAsBdcj+ATIkaoHHDbq3gNWW8Rc4HpPDgfdNBOyj+NZWh7OExxEU3/8OENruAn426P4UjP9OFUfS5OlXYI6JgP3AewbdSJXoSDBd9QWkWBnBs15ReYkOO/4HR4TDe56bsKUAAAAASUVORK5CYII=" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
   </symbol>
   <symbol name="3" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="180,203,148,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAJnUlEQVR42uWbe3BV1RXGf4RLYsgDYyAmEtAqlkDFUpTyFFNssai12CnVznTaaaczWtpqO1NnCrSdtg50+vDRCqOgtNNRx8AgYJgWEFCUWEAeogUN1EGgUFIC5WVIGgPpH/s7w+awz+Pec5Mr0zVzJjfnnHvO3muv9a1vrbVvj0eX/IAM5ePAcGCR/q+3rlUDIwK+NxIYDdwIbAQmAyuBfOAxsi9fBF50nJ8ADEslePBuYIo1+XeBIcBx/Q2SzToAZgH/Bb4MTKRr5J/Ap4E3rHPPA1cB41MJH14ITAOagArgElnFb2N+fyZQCpxMOI6JQF8p8zXgmHVtG/AtKcCz0i3AKuBMUgX8Avgk8CRwNsNnJJ38COA94GUp827gQ6BZk28CSoB+uq8VOAp0AuRlwcTeSjD5pHIZUAbst5T5lHDpfeBHwHXAQeAOYC7wL+HQCwApLl6pEpCud1w7DbwDPAeMBeZZ1+baN16sCigExgBLYljI0bAbLlYFVAD/Drnugd1+4JGwB+V104AHZfl5++THqZDJA/QSIOZUAfcA/YHaLD+3DvgxUBwweYQDA5MqoBQYDJSnMbgSYDzwBWA18KoUMCGLCmgC1gK3RITID5IooNga9DDgKwKfEfLDIPkEsAtYboHQzzWY59MAuisi7tkgquut/jbF/zzgarHAt5KA4BCFmROaULl4fiHwbTGqlxzfawRGiW3Z5tkMFMSYfD5wm1Z5ArDQIy4OeQZYBrSJEzyuSXfG0XIqYvX7Wrwdraa3otuB3wQo4Lj83i83iCpHyaeUILXIh2eJ3m4G1vnufUWHLddKiadkRaNkfQviukBPYJJv8n5p00uC5Dr9HQgs1efmGGY/EWjX5L1QNkP5xWeAmhhZaoEYX7nC5e8VOcbEtYBa4G/AkZA4uzXkOkp1/wS8KarcCTREDH6y3KYlROktMUB7O9DhS4p2ALcKNyIVUCXkDiMZ/YFLQwayyKoV/EHWdjYG6LYEvPOQgPdXEc/I07iOOOjxPcCf47jADoWwMJJRGeDnQRInYVoN3CcX9L+zQ0lNlAx1TL4eeFZRYm4cBWxXCJkRQjJOi2tnUw6psDLc8c4q8ZEwGRYR9vr5K1VhPGCLFHGb7/wLwNtC2se7gDm+q2iB8nePT+z1VXVc0iqgq3Qs3HphzMx0eMBfFWdPAK8LoSuAxcBPuog6H1Y8Xwbs0bvygL8LWMPkPWFIrQoj/9H5JcAAHedJjxhF0b7AvULx+RHIn66MkrnXScnZlEqB8EqRqc+7buqRoCqcRAZIse2Y4uo3gKczfNZ4YUOjrPS8+clq1+Y6HfZzjE4NeKfS1RSmrjgkzWfViFwtEPnxJ0adYZPPlQI+UARptc55RdWfxXxGGXCzotAunXsZ6A3MBr4bdzC5UMAWERJblmoF47hBT1HiBrFVW5YrdFdH1QG6qyRWI/9sAjZZSj/sC1E7gQNR5io5o2ecCSFqRcD0XCqgErhemeN6YJzAqkGDrwWukQnXCQz3pVkSuwl3RfgVK/x1uwuMkXlWiZFt1WCWA3eJ63cA3wd+LaU0q3ixKo33bAY+51t5b/UvEeWluy1gEKYxsSHg+mKltA8pVfVkoY4kshfT6/N4S5sDN0aqPnBYn/OBZdlUQC/C21wbFPqeA76aBeKzSVZUrBQ4X8nZSeAfvnsHKpE6ielMrwG+CfSMUkCRtHWZePiBiCLlcCVRYVnkQrGypKv+Fyk1rr+3Semeq5UD+S4MuFITqZWf7Vbo+k7EC44J2KLkJqF+JtJTtPZ7Spvj9iTHOSzuODA9JZ85Yg2uWUkIPpOuB26X5p20mgubEP4UulH+vyONSZfIv8sUXTZgWuD9MW3vR2LUF3cq0vjHdSLPl9wUapAnHf68CfiaK6OS5Ov7QfK2osNjaUy+SCvepBC6yHIxz6dHRjxjl6LNLAF1vaLIIOBwyvHCMLlfIHa3r94GZnNCMfAlpaUlQt0Sq6KzIE2T7ydACyqmLlNkmR8SfU6rblGiatAWTFd5qIsH5IfUAes1gRUhXPt3mCpsjUyvWnR1o1LfdWkqoMVSoEuOCM2nCbvC5BQwR640JYgH9I0xqNMRpm6npHNEji5XkpKuHFWGtzUisiySmUexyTf8VSVbAb0dpuYHsTXA14WqccVvmh9T7a4DUzI/FIH6cdjqVOCHmYQVWwFnI8xos6LAODKXItHeFXr3JFldi0BtvcMij4UsyilxlPlW5MpYAW1akfkiPEcVO/vo+jXAgwnJyxDx9A91vCjuXqAc4kHO32HWpmxyRcDzvI1RSzMdUMph4muE5uNFWesw/bVShbJM5VphxzEHQ2sTotc5yFUjpsPUqmMrpmrcLvC7IcmKpEKqNit1TBa4LE+YKFUEpK+2lDrOeeNA1jBNn6sFsnSFAmxZkYVE6foQBun59DuYrW1RpOYBgWNK3MNVLmuXW92IaZZuVPzv9oqQbVEDHVmaPwcpjfm8MwEVoQnCrV5WAveqssacKuAlTG+h1Irp9Y4IUZ3wPYXKE/yy35fz5KQoOg/TcA1im43E3NURIpeGuM793VESi4MnU63/1ymW91EYfCDBswsILpTey7kGTE5cwM4o78RsmGoSLjyk1U8qo7iwTO4nVVXpKKAY+Kzu2aO0swCz2SGJzMRsnzlExDbWDMz/CqveWG8B8D5Ml/uudFygTDn4YoWVeRpwnywMdkeWJ+9NuAZ4AvildX6bFDAJx+6TvAiNFlkDxkpiPqryrEp3r8vC6pVNPhn0hbyImLzPp+ETxOy45FhWAQ8r35icCRO8MgBRx5D9bTFdJbt1hEqQBbymwsdP5fP1sojSDMpaH2kJiwJvYral/FE0spFz297+LxSAAG+2KOqaLhxHmSNNdkm1mOSe7lKAR1Ebs6z0AVb6O1psME8oHlVQ2YXZqF2ipKchggAlVkCUVIrGtmN2Y0Xx+Zu1gu0WvwDz44cw6YXp5uzn3EaKKsyPIjOWbOQCYzG/AVirhCNqM2Nv5f0HMXsCPTkoshIktQ7ydLvAOicKuBzTO/Ty7OOYGt9gTCPiljTf+YyyxbGOa0OFEX7fvxOzE5zudgGvxLXad36vjgYlPK4tLxUhVaFmzB6fO3zX38c0Q2uEE/WYFtkB5SfOXN8hEzHd5O1JLaAcdxvcm8xU3L81uJoLG6N2YWSjQq9fWoFHVVGaIpypxbTgZsSc/Gi53FVYW2kztQCvXf6EjzF6k7kP0xpzAdlgKafDN/l+mFrf9Ih0eo6Y6q2E71ew0+QSKcnLD2Zj+iAP/w9SZ1xxqam8hAAAAABJRU5ErkJggg==" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="16.9343" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="157,186,124,255" />
      <Option name="line_width" type="QString" value="0.397" />
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
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -2.2459, -0.9241))" />
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

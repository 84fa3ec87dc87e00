<!DOCTYPE qgis>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="0">
 <renderer-v2 type="RuleRenderer" symbollevels="1" enableorderby="0" forceraster="0">
  <rules key="root">
   <rule key="water-all" symbol="0" label="all" />
  </rules>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="0" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="141,185,204,255" />
      <Option name="style" type="QString" value="solid" />
      <Option name="outline_style" type="QString" value="no" />
     </Option>
    </layer>
    <layer class="RasterFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="imageFile" type="QString" value="base64:iVBORw0KGgoAAAANSUhEUgAAAIAAAACACAYAAADDPmHLAAAdpUlEQVR42p1dS3ItO25M3yhyUpw8TbwXb8Ir8168MmnCmpATD3yPmsLJTECtiI5+VzqfqiIIZCZA4D/++3/+97/w/z8bwMLPn/73/xeA+/j9Pv67/f13C387/92Oz3p9bg/fF//9+u8Rfnd+zjjed5NrW+Eeeri/eI3s3uN/z/DvRT7jCe99/f4r3Ov6+3kw373I3897OT8LAD6O61xivb6/5yJf1MMXNLK4y1xgvLhOFrOT74yf8fqcST6PfcYjroM9wPN9N1nA+AzmYWzOIEHe347NFReL/Y7dXw/PpJNn9br+GZ7VDJv3x8913HwnVvuQHbOF0UAsZly4RR7c+oXFnz/3saviaztZjPu4p9c9LnGdj1jQLq5TebRFjGiR13SyuJN8JjPwuNHYphzM4C7iCiFCQj/+3s2iLPLabJe7nXF6jnXswikWI/5uEYNu4XU7GEMH8A8xzEmuZx/G+LrmRu5/GDf/Ee4fwSCW8TLs+e8Qik9P+sP4LrHDz4c1j4t//T3GrSF2yyYXq3Z7NyGki3he2YU9eAz2sNjCTGJ4Z1hCcO0gMZd50mU+t4vncW4Et8uVp5YGcxnX3Q8XNMUiT/HQI+BYhRte5nWn1Q6xWyBwQhOGyMBgN25/EReOJHS9Qkl09WyBkOCCbgD6IqH5Ft+xj79/g0AWl6KbnMSd92CVgzwQdrNbIHnmKWYAX4o5rLBIcYEZy2AMJTMEmHtcAhvF56dC6UrwFIv1W1zTDhuwM4/1J7ilQVx7J79f5kHFi3/IjliBUUzyvp7s8GFYxiI7e5Fd1sQOXIGmdRO+GDBe4jNPjzrNe6LBLwOqzx3fBDvaYs329fcFd/iSuEOXcUlLWGoT7nUfgClz9ypUxDDF4us83ruP+L8I2O0JD5/G+J/EeJcAgTBcHkR3UMzG4altgPp6gcAI2FjcVm6oC90A5mIjzcFhhEh2G0Ozyzx0hyteLvIWdAmGckGEGIULmJt37Ih5AuahcIRr5t02uc6HgcDzIT4JuOnJw3j+UqhOXKi6SUd5OvEMTh+oGsZNPMkWO7ITrr6CF+hhMR7BELoAyo1gn2UEIKe7bBKeNnseV3iQM+yCDG03Eoe6UAKjx3gO7t3FTvkgVJOFCcWbO7mGEQBgDB0gmKQbhVMpkd24exBAyASkDGstoo8s4b2pmnsJVzsTTToizUYAldqBK4glTahZo6CPr4Iw4rSD/gtQOwzeYcziS2ClLN6DsBqm6n0SQ57CMzalEfwpaPQ9CQm7wIkVkm2ECkLIokvspk5u3imOt/gb+xnm+9zPLqh4UepVmKcLw2QUdIlcB/Pc/eUBBrHSYVxZjEctCAxbAEEIgDWSBe/i5hx/zhJAnWgDXegIIwGyENRTGW0MO12E2mW8ziLufgsMwJjGt5p7ESrVA4qcYdGnkWxbeJ2KTd2INgwFz8Tlj0RSjm52CANxaltFP+jmOpdJjjG63YXBM0/6BMNoyf221/ddSXxju7aTXRQXHcfCLbGjQQAoc7/LuMlumMFIEiibaBJIKOwKSL8ZfNES/ALDZhRecVlEBSybW78/AcAxXtz+0rpbuLKqy4ZZRMcEplDolvBCKlx1k6tg8Xb9BVowiNxR2rjj/hHhtQJo2fN8At1sx2Kr0PBmNJehI04hu5NdqUCL8ybLcPgpQoNSDldBvIHxED1JwDwJG2CY4AFPL1fYS5R2uwHg7Hq+yMYGQkXQHSwLwcUrSrUDWIo0colQolw/e7AuPp7hpie7qhnVDoXfNwFCh9mpKn7PAn6AwU8REO7EQzNjoSVhbOGXQMKxMIPRMiTovhv6VhFUhnlo2S5uRxLsrC3cYlee8vFDQOEy4Cwa6Ayv+0eAtkqOoJGEz8kEzr//COWXQafZg42umMXBQcDgEK5aJU8m8RhdaBXnw+gmzmccvsrz1XtOTzoLFLZBV0hF0W0RVqRwlwqH3zmBC7wiNrpxx4OHyVBNkcVyrCCLzwzMRFR+4z3rV43ZKwhGO4gqO3Hdy4SgzOj6AT4HfKXRKgLUiL1+FKZcQixQitRKEhLsYUzxN2UkFQoUvVQL4lO22IpxjBAC2e50Eu46dn/GhBZJop1u+wu+1qBDZxsr0j5OJRBGeECBWikkHrHBhK8PVMg35viZiMSKUAfeK4sYwGTA8EkSNCuhvCsYltsIDLBNQ2tXsi5LGOhHlIcv5GVIagexxIbTrNVu2Ili5uoJz8yiKjtnmCYaViyVYm6/kx2l7icu1Cf+Vfn7uqYP8uwe+HR2T8KiMgYZZi+TfJgiEbIMUl/GcKIWDcFNnwRkVhByI4g6UrJhrr8TNN3Fe5HE+xmuhRnoSthPpSrYaQjqPEO/TCwf5gtYAaYq/mAW24gsC+ESV9gx6mErNrHMzvlNHF3GYBj9wuF2Z5JIOkOOW+RZwBNd5GNoyfkltGX1sDIL+4AvmT53zxSLf+O9bt4xhYm8oijzVOffb4O43UN3GgbLKE7yWU0YraqZnOK6oudUVdL9jwCBWUFIXICVJDfUg4+qY4M/B4dET49ytdP6szN5jgllALATPaQXaNt5omeZZ80qoyGuk3mqfYJA5nayOvlZeCjLvHclattNHsIQ+QaV5OmF3AOjuE/B6JcBfw61d+RFoSh4UQXwxi91j34hP1zYE1dYpYgrEV6qN1vR6jPvk8VyprUzDr4NPnJVRhO8tiIWmgLvxSEQuoQrp7uJZ7nx92DIgi7ZWkTvvhPtIKMugK73b4LTu93TSf6iJ+Grm8+fRMBiGsASUjND3Sr/EV8/irL1b6uqVBjEJRZkCrEl09GzJhAIaHkR/t2Etu6OUd/QeX93rGsmjGIZA9i/cM+VcwaLALXHvKcLr8tC2w6v/S4SuYybYq7lNrKoOqA5TSztSQxX4SlekztbwBZk4r2xAoKopBIyW6h3LHTOJIQp2roLTOb1uw/i7uO/ZSnbZW5AxewmDCbyzizOqvicHdh0FbOZkLLETgPJlp0GwRZhFwQYJeIoKjmhk3NZJrMZzDaIsSyQ/gAwO88BKZeWRJIYuYki2I2C1ZMHr+JvlgxiRvMYCqYSNZW47ejjJkZwJrue8Nweoac4pvFDCBrQuXWmm7Mz8xP++BJzZQ15F4zo8odZrJ4AUydPM6r5JOphE96lFzfRJCg/Pt8ZvCJz8RA4KnYzGSBVSBfyAxcsviyjILLdtxLrHImbRmAePVxPN4oZiq6atX1RGbkzbbwKWj6IXB4xxhLg+dRFHiKW/aa/0tu6XiS5ojhkw3vu/RHvYUAIJuHkXHul05cSOlYi5SpglsnAECwABqyqe6qeITzj/CBSeiz/biY8fl/jH3GDjYCyAX/WXPH/KFkOopGrnEEX/zsNU/Uq6OJ71K7PqnhUiJnCoKZgQCPBKbGczrXuORtD7COXcRNtg67ZZbhySwCSct/d0Jdldraibq80ajPWrqptFVOIuCW+tx08nB1zVxxfJXqGEJVOnv4F4D8LjEbpB6yy6yHr+JYOVu71JhadHY5gQGgat1ZpmHS6s0aoj+siohI+E/nPTl7HKO9JtbIjXnEnd/yrFtDhMGZ4g9zfrrCOSyRMepIHcOg5uscMgC2D6IfRBiop3k/oDhvnPTx4b4XruoW4UDGhD5hkgA0hTxDPO/SCLhBFO0en11XQ7JWb3cKNKlzQk9dFy2+G30cANMSO20bOPUEshKeZqNUCLLKADIANE/IafO1FtlkU3XbpZdoggunym8S+mSx0NwmVkeyCzMJZ2taVhq1Ao1DYiZUmlivxaktI6xO6IMblIlweIdYsdsFUBksGqQf+GC7rYmyWz3bHxCtnBGI71ie4vU0Wf5N7cwbJkk8TvmkziIq3oHsFfeG9aQVQr5ae4nlukVh7M+TLxC8YS3OdLN05NmatH/iZBs6qkrvIHZw7vIldu/FeQdyFl3IeohtQeRcSPpX8xoKvW3wOpH+bfA3TA0Y0AOZiopQI6MZRjNo4qZbF/YX3foXqvMELHLFGkA90BnEnOQ0FeCEMXlVPZxXDzqiyiuNFtBokWC5Kz58vTHIZisQOVCz43neZ+2c8/w67vwtk3gnChuHi0SAesWjdyLqVk7mZKulayzSCS9T5QFY/6DzTMrTw+7Mv+DZrC3kvPiVtZpQlgrlm3q/oJuv3u4MrvPF+VGuQ3MaG7l6yjDdC8r7M/QO6Fe9phJPc4w2dkXSg+DlBIKtPOx/KStAq0w4y/gnimt3IlmkMYorrBXRunWUkAV/YqULSTDwCE4IGfOm3Ulwjz2evPc8YqiPitCSMWXsTi79IXEXCT7PYt/FeCxgnbkBItxAJnAbesk2FpF3AAkz5RMKKOnwlVZZMiiGhBaOHAKFbPJ/v77pQn0bhSpriTstGrLiYWHnoMXSooUgRR0zw3Dsz4CxRBBPqVGe1aqvX7ESQ29mRFXSYVvbXAY7uhMsiAX9Z21bGQ8/Cx57s8Ip4c0N3zW4BFDm6pdqxImEPKrH2G30jq2mIHrMRAPuY5/hjI13wjRGA2pHkZoQg1bwJ8FnBldCaG++t6dx7nmRBHTef0Klmx/MrxSILtQOfUeBhbp6dYXCHUX+EgEEUsi707fM9THG7BY3siReJ7q0btO8WPHbJZr104xk6VU+Ypayd0bhrrBzGiSlj1fO3QfcltAmzK7HUDPE3vNee34UdpurilpBFXXaStW7rqHftXAZ4Klq3DEVTP+PIAXTD3VUIYs+aYSCFZ6hQd+G9amQQyqKqfRt+FlDe5ssVn89mDzQhPsWijge6DewuhIhlElIVIagixkRKx+jsgD/JtOBb1brTVW9Y7jK70i1OJ3E10qhYnap2xbmD/jFJmy4WU7m5Bj77kC1u5VzkTFzqEhQx1kwO6OyhO1wbd387EkoQi98Ek6DZQEcBJ/KO3Oy8+sZ727bXzX0Ql7vBR63G3fuQG8yaMnX4gVQd/sx9prUz4YYpiFnXDsB3HlOhqRnWA7y35/uBAZQcueC7hEIARRT4/Sry4QE9tGkXEh890SWWSMYs+OplVU/oDmRU3DszYCbENSH+qLB2s/W7SCyNFELtflUgyUSWBt/DznX7cmcQJqGC2U53IpOqPcy6qC8j5yIBsdUj34voAC7V7ZJG39f16hM4CirX+XdWvOjil1rUQXZurABWE0aXcf1s4Rvem0+o3v8beYHKMoJQ7H04DM2snKRyRSHL0GnV23gxDKA4ukr1Rtag+t3fZgeq1GsjizvE+2aSYEECHuNnbuRtY9wCqCzoTTBRdmglhrpo+DFBFA3vSXIL/QI/A6dcaibKMCl4470rmBM9WGdupeBFr9QF9x1CaHqMu2Q7ayZ4KN5HF4BYdUqPi3h+zyM0i0rnFvn7q+B+GCBpeE9RKpm0Cf0dhYeY6ebLeCw3fyArsFSlYopVuPz/EGGmIe9lkHU4y/oAKc/8kvz3VaByKGrmgD4+do6kZ5SMqWOuA2aWJ+gmJJ3XfQv3yuYTuM6bTC9glUcNOsVeySV08rxWYRMrMNnU4EgklqXkzy5EGOZuFSOINzugG0w7Wsl2daR4T2JQzLN1w2qYQqlK4BsxzNc8QLYZzzmLo+DJICTms3Ppjy5h1ULJLBmj0rGAL4aIs+8+oMvRukHJjmqq41rRMCb4QQ71oOPOjiKQK+CcJkwx499GQ6gIVj9C1wXe4XvCN2x0w6OZ2154P9MPkeyAAFwoKmmKXTjVbhVUPyYINcE2spx+I9K5E4OWEYTYBu2CSr95zks8hFN3vk1ccYMLHIh7CpKqOmuQVQR3IXsypTBL+DAXfYZAlg5n3b0UJXU7dELXNzqxLBoawI/IvWUDmZATy5aHcT/xoQ5DWzIs4HagAz8j0S6UqFStX4RgOA952JU0M4gUzzqaIXibjXyGomq29eM+LmF97sRtR35Kd0HXwbHd3Ap5gmnQtvpsttBMjcxkbiQiEoSIFDOCA7/vVhLzEY/APw7jyMLdS2j9Wb/5njwox1cX3nvlDPyrxGsRphG/f0I3XYAwyI58fCszmIn3XnxMqEKSTMtyBFnX1TiFDIQ53WKxmzKei6BQVSLFELPjsNEFubLsZQyO0b5h0O9jULcz0OoUz1iB1MjuV5VCqyAcqetksu4Qi83OQ2wmkF3wAw0dmFNt4yoHKxSSPZtROeNw6mHU2gFeneMMcySAtiXgdSWClJqmqjqtTJEggqGlKCSe+mVcJvtwt/NgYlhFmXq5dYeQdwJuXK1dLDBVIpELgQy/7ATgZZL2TKgoO/EUjeo2Ku0mIXJGA/iAn2GvpnOrIUoqxlb6CLCkTXwADfXDK2qyt8M3M8EEPYn3DCs1gn8qx8PO672JK49TQgGe2aTXeMHXxmUjShT9ylQodTTrbH16didhaWHVDWwlaqbKZip2M4wLndAHMFhv4BkMaUDPHVbX1QxDydr1xLAyLkKtBvIun0joTrbLI+BU8StWwarp3erG3cNVfQqiCvkJf8R7FWTxlWgSlVL12AMh80AT/lDIeIWAKDhUCkAV9x/g5WFKrOjgVTnqWFnD+zHu/otMWBd6O6NWqwCGVap4FDBSN0mk18+XUPUcm6l0OflRFbyQ5+Rda7dpHgwSOqX0dPZzE0kUBVHFzS8eyIdixlDnJoB21Gobsntl9+KKSWcBY50b9A0EVk+yunl6/04n0GYUq0r38QzsZZnEkYQNF/JY5RTrKOqOhqlN8kBXQke+P8l3D9RS3HRq2Cjo1oyLDuSjTTv4zPtOqJU6nez07Qld0+cwjZvqtZK4XpmFPIiBTUPrlPwdtX61MWdiZP2UglUKNqYg46HPnux+COrYRFxm1TKVvjsgWvyN9wHMWWEnS2+rndRJiFGxnwltw9BNJx3f0HWLENfkKq36hXwQclyQDd1gweWiWXerZoQTl4oGeDOGO7CEjfdU6BBqoNuN578/UBs4WQF6rwqgGDYe4pHvBGPMRHWlCbUr4Y0RfcZBCgO6m1XczWxQtAN0DbXUsXJzDe8dRWFwyRDhKaNkoyAlo5A/WeAHOplROg+ZgfkfuOcPahM4Y8fwDT6Ne4RF7yIpoTRrVn+XnaufIVlyEy+TdR4beB+zltFMGI7PCmZG+H/mLdi42zPJ9YCP20PYjMyoaRHvhffmCSC7UzVihqFT24CWCiXqApeoAYkNukZOjVZVQyiyVu/T4JGsqyrrt9yF7s8ql2+jwi6x45XC2P4kNGHjZ9sxNkevi5AB6BGrrsnhgJ7oqaTNgbwlXda/MI6KGRUhpcC/Fd1k2GsTFhKLQGNXkJZoDZbNXSImPgYhn6+7TQ7B9eerHJZUD3wkn/P6rK9f6AeRpQB6uHUmcIEgfpj4zOJ/pfIqA8fZe9pLB2AxtRX07jux+g0+y87RHreolYdwvuafghZ/erQPwaezOYDLxHZXrt0FqGP3qrKft/ASCmSehvW8DCCOIhtJAqgXrHOi1hMvyw4i0SnUCHhX4euSR0ruVkqgm+mTaSUgqp7ygCr/EVvo9MTLRQPcF/zAwxinPgR/V8eY3bycDd9sugvBRdGf7Ji40s8dLatMGK2IVC/v8Jl4tGwMjapMUoorW/x5ertL7C6nMjWTPGHJifj3WOChZvPCKGouX+FKx12cXCZp5TSHUTS66kkftltHuD+WaVVKbHfM6iIPjKl88Wx7S5IvMWvWDD1syW6YQb0bfy14wheOulStMk6VzFLp4aw7tzvlmzEM5n1iM4+v4LVvsSFUGHubGOLidlaC5Sy/JUxBVSQNw7GjkY2gs6uzdsz9K+TdUZv4UdU3VHZwiWQZ8N4f0J32jb0YXL/DtxDA9GRFX9yI98p0jHM3s25WbIe6YlV3AkmdZ3BudhUW7TeilpOhbyM7u7Yw7HnceC+cZXMcv6/hSi4unof7DNxfzqOriBAFmXbB98n5lehhWEYV7DmkH8PERN7kYZNdznoudoGVBlFbz2N8X3gvi/sBDi/46lhA5/Mr9QIx7p/drV+WOsDrEHuiF2RijCtujSDqM5Ftq2whE43iodWHLPY8vOMDnoJn8Z5pAc0AzW8QWOnMASPOsC/d4LXut0jSqFO+/Ze7UiHiLugs4E8dq67m2UTzVfAasdsqhFrHxJ/4XB6y4R7wtnc/nsUf1AY4wyhorJnRNAsxgtT6Ci3qO21Jk0h+DLP4DO3HY9+rIMOqqeYzxNlpvCjbybELySCLjyTkqZ5Ed9x4V5GWZNWtKn/OuorHpIbSEiBcOKNerEl0N0gfAhi6U7aZANRI8qoLUc1JzAPvZyIiXY6Z2tt4nw1eav9tAKwhEgjaHAKhnl8yCPWrFHUq9zgLwowqf8q4NaAnd7H7ZQbTgstl7WZB9ATV2DrGc2WIbIffeJ8hAJPX+U4GNdSGJQB+uOEDnQVkC30XhZHMGw3k/QxYfB5CMGG6wTLceptrHILGzeLzjkbQkueyRR7hJp+/cXQJ6yY+uo4dK6BS1qZcSaAgDzjuslHYuYrCDtTm+Uz8fo6Ao6vMo3TozFxcuCkAMGuO3QL2OtvTsJE6T9AdcMGnbM+jUSopcVrmbVB7F+/PpFAYlc71NqjM/K0s9mmIt3DPv+n/e/L6bTAK61vINtkmYYR1KaUb5xI0KO7uIegWawOn3N6AnpDJzsurnvuVUTC9wCIYXa0IWjFes/5K7llOgdC3ee6qlR5EOGP0sRFP0v9Ad+LKQJTrgVeZF6RanCne3U2ihYHWSuu335xofi3eDjgmdh8fRsJV9/IUQ212YKcRSh4X/8d3XAKwVPrvgdAdJ8hUFDaV9GlH5kuVh7lx6x8FVgFjiBHA4VDqsmaN85fKYUVlZevRiBHsEHLe2tpcqB2byhpIRT7ajUafnddjN8vAD8vDTwO6skkebszbMgY9E8GJoXM2q3ETzNEIrRxkwWOMf/DzpNUitPCBGBzpAI4bEu0aFyiJdxkj+E0DpS68GLv2U4S58d7c6VOog4BvUrmSjXNm6bYBo10IOaw7WyOi0E4A6A8ccUHXzbmbAWEBg8RvNkYGia4fARBz2w90By6nKLJBFg6FD+jSsZ78XrlyNsIuJskYeDuLcjrZ2ewzVOHp62/3JVzlEGCqMlEb8B26suqYQVC6Cj0rSUyB7OKRMIURchSVxtSuWeMg4NFtgJYwrp54i9t4nDhsev8x8Vz17mMncrZQ23qSXHJ9fB6DfJcQVtTgCtYGfwoDYaFKAeHsgEhsK/uK9/+Ap3OZLvAFPv3bsYpxaDIb7yevv6nwVYytMFKmGgnDKF1HrWAkG7IM1Ortzs/6ENTqhp5vDKMwZlRvCco8CGh+jo30oHacbip934SpN7B4wefkXcLG6eyVDCKMesayfWp4g6uGnUKTj0evRnDBT1H+RRIenFG48fCsNd5J4VhnVDcGT37XZdzJBG+7PkU2KyuWUFQplpwh7NiVeBYXL4dIAN1BgOkm/qLAbmYibCnDZynxB/50spomvgToay7s/kF+isb1ulXuaRjkrzJyimcrGuncdDZydaPWs78nGkU3GCa7biXrNviBG/Feb7Eh4kh51rADV+DCWTztRXHHgUbXI9dV8XToAgvnot3cAqWXN/DW78ozuFYsnQDNLL+vOpwt6Gpsh50e4eXk4Ej2kFjBRBbLYJS3isagQsdE3qTaDW9mhz66cJss7DRhBJnmnw26ekvWmB3NqPs0mGQH1vZdELINFWLx8TFJni1iTXZAodLeZKF+rDymntXUMdb7t4nYHIWY855Zi7hBnsEnfBl9J7iqo3YGg32napT9IxewEooVQUcPFxgnVJ8iyigkPLqhNd2IOiORX9Vw6wXdpoUZZCyycImfEd7HcvRZp/XKqWNAnxBCYVN9h7o4MGLANzKKPfzYdHA1GRtE4gXymj8YlY0dJXNUKhtdq7TzmOtQHVFcPyS2K6e4ri3CjGp9Ez0fW8NN9IV1CZWui8yUavO2oSt9Fmrp4IW8XZsbUZuJQWw+oAotjShpMGKWqtKJtXwDtRZzp+e4E0bWk7C7neB2gVfprERrVlmn3wwwVBftEkiqO1Z2kmmJ+NiNDnCOzWMtdDt4VVQmJp339llw+yjiKuXNFAj+nh7Ouk+ylmasg0V0U5/CGEYxcdLJ4rsB1Uxr/4I+pcTOKjQhZ0cg1hMqd973kyii2WSSivroNtJ5rTf45PEGAP8HzFiiN82VRzIAAAAASUVORK5CYII=" />
      <Option name="coordinate_mode" type="QString" value="1" />
      <Option name="width" type="QString" value="33.8677" />
      <Option name="width_unit" type="QString" value="MM" />
      <Option name="alpha" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="91,147,179,80" />
      <Option name="line_width" type="QString" value="2.381" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.265" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, 0.0567, 0.8676))" />
         <Option name="type" type="int" value="3" />
        </Option>
       </Option>
       <Option name="type" type="QString" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="line_color" type="QString" value="63,127,163,136" />
      <Option name="line_width" type="QString" value="0.635" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="joinstyle" type="QString" value="miter" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="offset" type="QString" value="0.132" />
      <Option name="offset_unit" type="QString" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option name="name" type="QString" value="" />
       <Option name="properties" type="Map">
        <Option name="outlineWidth" type="Map">
         <Option name="active" type="bool" value="true" />
         <Option name="expression" type="QString" value="exp(scale_linear(log(2, 591658711 / @map_scale), 13, 18, -1.1473, -0.4541))" />
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
</qgis>

"""Which real places serve for what. A name is a place of the catalogue, or ``place/chip``, one image of it."""

# Three cities by three sensors: never trained on, never tuned on, so that the
# figures measured there mean something. Look at them once, at the end.
TEST = ("kampala_ug", "whu_newyork", "whu_ottawa")

# Licence unclear (published for academic use): evaluation and tuning only, never in weights that ship.
VALIDATION = ("whu_cordoba", "whu_los_angeles", "whu_taiwan", "whu_venice", "whu_wuhan")

# A stated licence, or an open origin without a licence file: weights trained on these may ship.
TRAIN = (
    "austin_crop_us",
    "austin_us",
    "banepa_np",
    "banepa_town_np",
    "barnarp_se",
    "rio_north_br",
    "zanzibar_tz",
)

# Centre lines at 1 m, true to 1 to 3 m: good for coarse scales of a road model, useless as fine truth.
ROADS = ("massachusetts_us",)
ROADS_TRAIN = ("massachusetts_us/chip_000", "massachusetts_us/chip_001", "massachusetts_us/chip_002")
ROADS_VALIDATION = ("massachusetts_us/chip_003",)
ROADS_TEST = ("massachusetts_us/chip_004",)

# nairobi_ke_misaligned is in no split: its vectors are off by an unknown amount, so there is no truth.
SPLITS = {
    "train": TRAIN,
    "validation": VALIDATION,
    "test": TEST,
    "roads": ROADS,
    "roads_train": ROADS_TRAIN,
    "roads_validation": ROADS_VALIDATION,
    "roads_test": ROADS_TEST,
}

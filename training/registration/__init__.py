"""Learning what of a picture is geography, and measuring how maps are registered by it."""

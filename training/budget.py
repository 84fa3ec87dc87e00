"""Training for a given time, and averaging weights over trainings of any length."""

from __future__ import annotations

from datetime import timedelta

from lightning.pytorch.callbacks import Timer, WeightAveraging


class TimeBudget(Timer):
    """Ends the training when its time is over and tells the module how much of it has gone.

    Time that a resumed training has already had counts. Several processes go by the first one's clock.

    Args:
        minutes: of training, validation included.
    """

    def __init__(self, minutes: float) -> None:
        super().__init__(timedelta(minutes=minutes), verbose=False)

    def on_train_start(self, trainer, pl_module) -> None:
        """Start the clock."""
        super().on_train_start(trainer, pl_module)
        self._tell(trainer, pl_module)

    def on_train_batch_end(self, trainer, pl_module, *args, **kwargs) -> None:
        """Look at the clock."""
        super().on_train_batch_end(trainer, pl_module, *args, **kwargs)
        self._tell(trainer, pl_module)

    def _tell(self, trainer, module) -> None:
        module.elapsed = trainer.strategy.broadcast(min(self.time_elapsed() / self._duration, 1.0))


class GrowingAverage(WeightAveraging):
    """Exponential average of the weights, over a tenth of the steps so far until ``decay`` is reached.

    Args:
        decay: share that stays at each step of a long training.
    """

    def __init__(self, decay: float) -> None:
        def average(averaged, current, count):
            share = (1 + count) / (10 + count)
            return current + (averaged - current) * share.clamp(max=decay)

        super().__init__(avg_fn=average)

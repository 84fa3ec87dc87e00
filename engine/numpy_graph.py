"""From an ONNX graph to the steps that numpy runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from .numpy_convolution import Convolution
from .numpy_operators import OPERATORS, multiply_sum
from .onnx_reader import Node, OnnxGraph

# what damaged or unfitting numbers raise inside an operator
TROUBLE = (ValueError, TypeError, IndexError, KeyError, AttributeError, ArithmeticError, MemoryError)
_CONSTANT = 1 << 20  # numbers in a constant made from a few others; a damaged file can ask for any number


@dataclass(frozen=True)
class Step:
    """One operator, ready to be called.

    Attributes:
        node: that it came from; for a fusion the last one.
        run: takes the inputs in their order and returns an array or a tuple of them.
        inputs, outputs: names of values; empty for those left out.
    """

    node: Node
    run: Callable
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


class StepError(ValueError):
    """An operator did not take its inputs.

    Attributes:
        operator: its name.
        reason: in a few words.
    """

    def __init__(self, operator: str, error: Exception) -> None:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        self.operator, self.reason = operator, lines[0][:200]
        super().__init__(f"{operator}: {self.reason}")


def unknown_operators(graph: OnnxGraph) -> list[str]:
    """Names of operators that no step can be made for."""
    return sorted({node.operator for node in graph.nodes} - set(OPERATORS))


def prepare(graph: OnnxGraph) -> tuple[list[Step], dict[str, np.ndarray]]:
    """Steps in the order of computation, and the constants that they need.

    What depends on constants alone is computed now; a convolution takes in the ReLU behind it and arranges
    its weights; a product that is only summed over channels becomes one step.

    Raises:
        StepError: an operator does not take its constants.
        ValueError: a value is used that nothing makes, or made twice.
    """
    constants = dict(graph.constants)
    known = {"", *constants, *graph.inputs}
    steps = []
    for node in graph.nodes:
        if missing := set(node.inputs) - known:
            raise ValueError(f"nothing makes the value '{missing.pop()}'")
        if repeated := known & set(node.outputs) - {""}:
            raise ValueError(f"the value '{repeated.pop()}' is made twice")
        if not node.outputs:
            raise ValueError("a step makes nothing")
        known.update(node.outputs)
        step = Step(node, partial(OPERATORS[node.operator], node.attributes), node.inputs, node.outputs)
        if all(name in constants or not name for name in node.inputs):
            found = call(step, constants)
            room = max([_CONSTANT, *(4 * constants[name].size for name in node.inputs if name)])
            if node.operator != "Constant" and max(value.size for value in found.values()) > room:
                raise ValueError(f"the operator '{node.operator}' makes a constant out of all proportion")
            constants.update(found)
        else:
            steps.append(step)
    if missing := set(graph.outputs) - known:
        raise ValueError(f"nothing makes the output '{missing.pop()}'")
    steps = _fuse(steps, constants, graph.outputs)
    used = {name for step in steps for name in step.inputs} | set(graph.outputs)
    return steps, {name: value for name, value in constants.items() if name in used}


def call(step: Step, values: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Run a step on values by name.

    Raises:
        StepError: the operator does not take them.
        KeyError: one is not there.
    """
    given = [values[name] if name else None for name in step.inputs]
    try:
        results = step.run(*given)
    except TROUBLE as error:
        raise StepError(step.node.operator, error) from error
    found = results if isinstance(results, tuple) else (np.asarray(results),)  # numpy makes scalars of single numbers
    return dict(zip(step.outputs, found))


def path_to(steps: list[Step], outputs: Iterable[str]) -> list[tuple[Step, list[str]]]:
    """The steps that some outputs need, each with the values that nothing needs any more after it."""
    needed = set(outputs)
    path = []
    for step in reversed(steps):
        if needed.isdisjoint(step.outputs):
            continue
        last = {*step.inputs, *step.outputs} - needed
        needed.update(step.inputs)
        path.append((step, sorted(last)))
    return path[::-1]


def _fuse(steps: list[Step], constants: dict[str, np.ndarray], outputs: list[str]) -> list[Step]:
    """Merge steps with the only one that uses their result, rule after rule."""
    steps = [_prepared(step, constants) for step in steps]
    for rule in (_convolved_product, _convolved_parts, _convolution_with_relu, _summed_product):
        uses = Counter(name for step in steps for name in step.inputs)
        uses.update(outputs)
        makers = {step.outputs[0]: step for step in steps if len(step.outputs) == 1}
        merged, gone = [], set()
        for step in steps:
            maker = makers.get(step.inputs[0]) if step.inputs else None
            if maker is not None and uses[step.inputs[0]] == 1 and (one := rule(maker, step, constants)):
                gone.add(maker.outputs)
                step = makers[step.outputs[0]] = one
            merged.append(step)
        steps = [step for step in merged if step.outputs not in gone]
    return steps


def _prepared(step: Step, constants: dict[str, np.ndarray]) -> Step:
    """A convolution with its weights arranged once, if they are constant."""
    image, *given = step.inputs
    if step.node.operator != "Conv" or not all(name in constants or not name for name in given):
        return step
    try:
        convolution = Convolution(step.node.attributes, *(constants[name] if name else None for name in given))
    except TROUBLE as error:
        raise StepError("Conv", error) from error
    return Step(step.node, convolution, (image,), step.outputs)


def _convolved_product(maker: Step, step: Step, constants: dict) -> Step | None:
    if maker.node.operator != "Mul" or not isinstance(step.run, Convolution) or step.run.one:
        return None
    return replace(step, run=step.run.of_product, inputs=maker.inputs)


def _convolved_parts(maker: Step, step: Step, constants: dict) -> Step | None:
    if maker.node.operator != "Concat" or maker.node.attributes.get("axis") != 1:
        return None
    return replace(step, inputs=maker.inputs) if isinstance(step.run, Convolution) else None


def _convolution_with_relu(maker: Step, step: Step, constants: dict) -> Step | None:
    if maker.node.operator != "Conv" or step.node.operator != "Relu":
        return None
    convolution = getattr(maker.run, "__self__", maker.run)
    if not isinstance(convolution, Convolution):
        return None
    convolution.relu = True
    return replace(maker, outputs=step.outputs)


def _summed_product(maker: Step, step: Step, constants: dict) -> Step | None:
    if maker.node.operator != "Mul" or step.node.operator != "ReduceSum":
        return None
    axes = constants.get(step.inputs[1]) if len(step.inputs) > 1 else None
    if axes is None or axes.tolist() != [1]:
        return None
    attributes = {"keepdims": step.node.attributes.get("keepdims", 1)}
    return replace(step, run=partial(multiply_sum, attributes), inputs=maker.inputs)

"""The chart engine: ECharts in quickjs.

quickjs may be used only from the thread that made it: each process has one such thread, made at the first chart and made
anew after a fork.
"""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import quickjs
from django.conf import settings

TIME_LIMIT_SECONDS = 10
MEMORY_LIMIT_BYTES = 256 * 1024 * 1024
STACK_BYTES = 8 * 1024 * 1024


class ChartError(RuntimeError):
    """The chart could not be drawn; the message says why."""


class Engine:
    """One quickjs context with ECharts, living on a thread of its own."""

    def __init__(self) -> None:
        previous = threading.stack_size(STACK_BYTES)
        try:
            self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")
            self.thread.submit(self._load).result()
        finally:
            threading.stack_size(previous)

    def _load(self) -> None:
        context = quickjs.Context()
        context.set_memory_limit(MEMORY_LIMIT_BYTES)
        context.set_time_limit(TIME_LIMIT_SECONDS)
        context.eval(
            "globalThis.setTimeout = function () { return 0; }; globalThis.clearTimeout = function () {};"
            "globalThis.console = {log() {}, info() {}, warn() {}, error() {}}; globalThis.self = globalThis;"
        )
        for path in _scripts():
            context.eval(path.read_text(encoding="utf-8"))
        self.render_chart = context.get("renderChart")
        self.context = context

    def draw(self, option_json: str, width: int, height: int, font: str) -> str:
        return str(self.thread.submit(self.render_chart, option_json, width, height, font).result())


def _scripts() -> list[Path]:
    echarts = Path(settings.VAR_DIR) / "vendor" / "js" / "echarts.min.js"
    if not echarts.is_file():
        raise ChartError(f"{echarts} is missing: fetch the packages with 'make assets'.")
    formatters = Path(settings.BASE_DIR) / "static" / "js" / "chart-formatters.js"
    return [echarts, formatters, Path(__file__).with_name("chart_engine.js")]


class EngineHolder:
    """The engine of this process; a child process after a fork starts with an empty one."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the engine and the lock, as a child process must."""
        self.lock = threading.Lock()
        self.engine: Engine | None = None

    def draw(self, option_json: str, width: int, height: int, font: str) -> str:
        with self.lock:
            engine = self.engine = self.engine or Engine()
        try:
            return engine.draw(option_json, width, height, font)
        except quickjs.JSException as error:
            with self.lock:
                if self.engine is engine:
                    self.engine = None
            engine.thread.shutdown(wait=False)
            raise ChartError(f"ECharts could not draw the option: {error}") from error


engine_holder = EngineHolder()
os.register_at_fork(after_in_child=engine_holder.reset)

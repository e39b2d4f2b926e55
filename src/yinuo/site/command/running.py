"""demo, serve, worker, stop: the house at work."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import Annotated

import typer
from procrastinate.exceptions import AlreadyEnqueued

from yinuo.site import cluster

from .ground import DEMO_NOTE, aside, bring_up, complain, console, progress

Port = Annotated[int, typer.Option(help="端口 · port to listen on")]
Host = Annotated[str, typer.Option(help="监听地址 · address to listen on")]
PATIENCE = 20  # seconds a child may take to finish what it is at
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for command in (demo, serve, worker, stop):
        app.command()(command)


def demo(
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="建好后打开网站 · then serve it")] = True,
    seed: Annotated[int, typer.Option(help="随机种子 · seed of the made-up town")] = 1,
    port: Port = 8000,
) -> None:
    """建立演示数据并打开网站 · Make a demo town and serve it."""
    cluster.var().mkdir(parents=True, exist_ok=True)
    os.environ["YINUO_DEMO"] = "1"
    if serve_it:
        _refuse_taken_port("127.0.0.1", port)
    bring_up()
    from yinuo.site.demo import building

    with progress("正在建立演示数据") as step:
        building.build(seed, step)
    (cluster.var() / DEMO_NOTE).touch()
    if serve_it:
        _serve("127.0.0.1", port, 1, 8)
    else:
        _print_sign_ins()


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="进程数 · processes")] = 1,
    threads: Annotated[int, typer.Option(help="每个进程的线程数 · threads of each process")] = 8,
) -> None:
    """打开网站和后台任务 · Serve the pages, with a worker for the jobs beside them."""
    _refuse_taken_port(host, port)
    bring_up()
    _serve(host, port, workers, threads)


def worker(
    concurrency: Annotated[int, typer.Option(help="同时执行的任务数 · jobs at the same time")] = 1,
) -> None:
    """执行后台任务 · Work off the jobs: reactions and scheduled work."""
    bring_up()
    from django.core.management import call_command

    from yinuo.channels.jobs.reacting import resume_stalled

    with suppress(AlreadyEnqueued):
        resume_stalled.defer()  # what a killed worker left behind does not wait for the next minute
    call_command("procrastinate", "worker", concurrency=concurrency)


def stop() -> None:
    """停止私有数据库 · Stop the private database."""
    console.print("已停止 · stopped" if cluster.stop() else "没有在运行 · not running")


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            complain(f"{host}:{port} 已被占用，请换一个端口，例如 --port {port + 1}。")


def _serve(host: str, port: int, workers: int, threads: int) -> None:
    """Keep a web server and a worker running until somebody stops us; the server's end is our end."""
    from django.db import connections

    connections.close_all()
    memory = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []
    web = _child(
        "gunicorn", "yinuo.site.wsgi:application", "--bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads), "--log-level", "warning",
        "--graceful-timeout", str(PATIENCE), *memory,
    )  # fmt: skip
    hand = _child("yinuo.site.command", "worker")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _end)
    try:
        _wait_for(host, port, web)
        console.print(
            f"\n[bold]http://{'localhost' if host in ('127.0.0.1', '::1') else host}:{port}/[/bold]  Ctrl+C 停止"
        )
        _print_sign_ins()
        while web.poll() is None:
            if hand.poll() is not None:
                aside.print("后台任务进程中断，正在重新启动。", style="yellow")
                time.sleep(2)
                hand = _child("yinuo.site.command", "worker")
            time.sleep(0.5)
        complain("网站进程中断。")
    finally:
        _finish(web, hand)


def _child(module: str, *arguments: str) -> subprocess.Popen:
    """Start a module of Python as a child that gets no Ctrl+C of its own and that does not outlive us."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)


def _die_with_parent() -> None:
    """Ask Linux to end this process when its parent is killed; other systems have no such thing."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def _end(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def _finish(*children: subprocess.Popen) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_for(host: str, port: int, web: subprocess.Popen) -> None:
    """Return when the server answers; complain when it ended instead."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while web.poll() is None:
        try:
            socket.create_connection((host, port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    complain("网站没有启动，原因见上。")


def _print_sign_ins() -> None:
    """Who a visitor of the demo town may be; nothing where the data is real."""
    if not (cluster.var() / DEMO_NOTE).exists():
        return
    from django.db import connections
    from rich.table import Table

    from yinuo.site.demo import people

    table = Table(box=None, header_style="dim")
    for heading in ("身份", "可以做什么", "账号或回执号"):
        table.add_column(heading, overflow="fold")
    for way in people.sign_ins():
        table.add_row(way["label"], way["purpose"], way.get("slip") or way["username"])
    console.print(table)
    console.print("在首页点一下就能换身份，不用密码 · one click on the front page, no password", style="dim")
    connections.close_all()

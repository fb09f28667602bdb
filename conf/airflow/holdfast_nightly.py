"""The nightly run as an Airflow DAG: land, build, publish to each target, report.

Each task is one call of the launcher with the day as its as-of date. Every call may be repeated:
what an earlier try has done is not done again. Settings come from the environment of the scheduler:

  HOLDFAST_HOME     folder of Holdfast (default: two folders above this file)
  HOLDFAST_CONF     configuration folder (default: HOLDFAST_HOME/conf)
  HOLDFAST_ARGS     more arguments for every call, such as --set lake=s3a://bucket/lake
  HOLDFAST_TARGETS  CRM targets, as in holdfast.yaml (default: file demo)
  HOLDFAST_RETRIES  how often a failed task is tried again, five minutes apart (default: 2)

A day before the current release is refused, since it would put older values in the place of newer
ones. Runs that `airflow backfill create` makes say that they mean it; a run of an earlier day that
is cleared, or triggered by hand, does not. (`holdfast backfill` adds earlier days to the current
release instead.)
"""

import os
import shlex
from datetime import datetime, timedelta
from pathlib import Path

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

HOME = os.environ.get("HOLDFAST_HOME", str(Path(__file__).resolve().parents[2]))
CONF = os.environ.get("HOLDFAST_CONF", str(Path(HOME, "conf")))
ARGS = os.environ.get("HOLDFAST_ARGS", "")
TARGETS = os.environ.get("HOLDFAST_TARGETS", "file demo").split()
RETRIES = int(os.environ.get("HOLDFAST_RETRIES", "2"))


DAY = "--as-of {{ ds }}{{ ' --yes-as-of ' ~ ds if dag_run.run_type == 'backfill' else '' }} "


def holdfast(task_id: str, command: str, **options) -> BashOperator:
    """A task that calls the launcher for the day of the run."""
    call = [str(Path(HOME, "bin", "holdfast")), *shlex.split(command), "--conf", CONF]
    return BashOperator(
        task_id=task_id,
        bash_command=shlex.join(call) + " " + DAY + ARGS,
        append_env=True,
        # Only what the launcher says counts: no exit code of it means that a task was skipped.
        skip_on_exit_code=None,
        **options,
    )


with DAG(
    dag_id="holdfast_nightly",
    description="Customer-360 lake, retention and churn scores",
    # An interval timetable: the run after midnight of the 2nd has ds = the 1st, the day it is about.
    schedule=CronDataIntervalTimetable("0 3 * * *", timezone="UTC"),
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    # One run holds the lake at a time, so its tasks take turns; a failing target stops no other.
    max_active_tasks=1,
    default_args={"retries": RETRIES, "retry_delay": timedelta(minutes=5)},
    tags=["holdfast"],
) as dag:
    land = holdfast("land", "step land")
    build = holdfast("build", "step build")
    publish = [
        holdfast(f"publish_{name}", f"step publish_{name}", priority_weight=10, weight_rule="absolute")
        for name in TARGETS
    ]
    # Last in line, so that it shows the receipts; but a target that is down does not cost the page.
    # (`airflow dags test` knows no priorities and may write the page first.)
    report = holdfast("report", "step report", priority_weight=1, weight_rule="absolute")
    land >> build >> [*publish, report]

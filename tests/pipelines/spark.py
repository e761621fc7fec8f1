"""Holds the texts of a file against their sources in Spark, `spark.py FILE`, and writes what is wrong with each as
`plain.py` does. Every worker has `briefcheck` where the driver's path leads."""

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import explode

ANSWER = "id STRING, error STRING, verdict STRING, checks ARRAY<STRUCT<rule: STRING, text: STRING, how: STRING>>"


def verify(spark, texts):
    """The answers to texts, of which each has `id`, `text` and `sources`: one process a partition."""
    # A piped process has no environment but this.
    env = {"PATH": os.environ["PATH"]}
    answers = texts.select("id", "text", "sources").toJSON().pipe("briefcheck verify", env, checkCode=True)
    return spark.read.json(answers, schema=ANSWER)


if __name__ == "__main__":
    spark = SparkSession.builder.appName("briefcheck").getOrCreate()
    # Any table will do: `spark.read.parquet`, `spark.table`.
    answers = verify(spark, spark.read.json(sys.argv[1]))
    failed = answers.where("error IS NOT NULL").selectExpr("id", "'error'", "error")
    found = answers.select("id", explode("checks").alias("check")).where("check.rule IS NOT NULL")
    for row in found.select("id", "check.rule", "check.text").union(failed).collect():
        print(*row, sep="\t")
    spark.stop()

"""Holds the texts of a file against their sources in Spark, `spark.py TEXTS`, and writes what is wrong with each as
`plain.py` does. Texts without sources are held against the likeliest of an archive's articles: `spark.py TEXTS ARTICLES`, a
table with `key` and `text`. Every worker has `briefcheck` where the driver's path leads."""

import os
import sys

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as f

ANSWER = "id STRING, error STRING, verdict STRING, checks ARRAY<STRUCT<rule: STRING, text: STRING, how: STRING>>"

# Two words next to each other that more articles have say nothing of where a text comes from.
MOST_WITH_PAIR = 100

# So many articles are held against a text: those that share most of its rare pairs.
CANDIDATES = 5


def verify(spark, texts):
    """The answers to texts, of which each has `id`, `text` and `sources`: one process a partition."""
    # A piped process has no environment but this.
    env = {"PATH": os.environ["PATH"]}
    answers = texts.select("id", "text", "sources").toJSON().pipe("briefcheck verify", env, checkCode=True)
    return spark.read.json(answers, schema=ANSWER)


def pairs(table, key):
    """The hashes of all words next to each other, once a row."""
    words = f.filter(f.split(f.lower("text"), r"[^\p{L}\p{N}]+"), lambda word: word != "")
    two = f.zip_with(words, f.slice(words, f.lit(2), f.size(words)), lambda a, b: f.xxhash64(a, b))
    # The last word has none after it.
    two = f.slice(two, f.lit(1), f.greatest(f.size(two) - 1, f.lit(0)))
    return table.select(key, f.explode(f.array_distinct(two)).alias("pair"))


def shared(texts, articles):
    """Each rare pair that a text and an article share, with how many articles have it."""
    asked = pairs(texts, "id")
    # Only what a text asks for is counted: the archive's other pairs are passed over once.
    found = pairs(articles, "key").join(asked.select("pair").distinct(), "pair", "left_semi")
    rare = found.groupBy("pair").count().where(f.col("count") <= MOST_WITH_PAIR)
    return asked.join(rare, "pair").join(found, "pair")


def with_candidates(texts, articles):
    """The texts with the articles of the archive that share most with them as their sources."""
    weight = f.sum(1 / f.col("count")).alias("weight")
    weighed = shared(texts, articles).groupBy("id", "key").agg(weight)
    best = Window.partitionBy("id").orderBy(f.desc("weight"), "key")
    chosen = weighed.withColumn("rank", f.row_number().over(best)).where(f.col("rank") <= CANDIDATES)
    sources = chosen.join(articles, "key").groupBy("id").agg(f.collect_list(f.struct("key", "text")).alias("sources"))
    return texts.select("id", "text").join(sources, "id")


if __name__ == "__main__":
    spark = SparkSession.builder.appName("briefcheck").getOrCreate()
    # Any table will do: `spark.read.parquet`, `spark.table`.
    texts = spark.read.json(sys.argv[1])
    if len(sys.argv) > 2:
        texts = with_candidates(texts, spark.read.json(sys.argv[2]))
    answers = verify(spark, texts)
    failed = answers.where("error IS NOT NULL").selectExpr("id", "'error'", "error")
    found = answers.select("id", f.explode("checks").alias("check")).where("check.rule IS NOT NULL")
    for row in found.select("id", "check.rule", "check.text").union(failed).collect():
        print(*row, sep="\t")
    spark.stop()

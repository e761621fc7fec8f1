"""Holds a SARIF log on standard input against the schema whose file is named."""

import json
import sys

import jsonschema

# The schema's file begins with a byte order mark.
with open(sys.argv[1], encoding="utf-8-sig") as file:
    schema = json.load(file)
validator = jsonschema.validators.validator_for(schema)(schema)
errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.load(sys.stdin))]
sys.exit("\n".join(errors) or 0)

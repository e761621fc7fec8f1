"""Holds the TOML on standard input against the JSON schema whose file is named."""

import json
import sys
import tomllib

import jsonschema

with open(sys.argv[1]) as file:
    schema = json.load(file)
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
# TOML's dates are strings in JSON.
config = json.loads(json.dumps(tomllib.load(sys.stdin.buffer), default=str))
errors = [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(config)]
sys.exit("\n".join(errors) or 0)

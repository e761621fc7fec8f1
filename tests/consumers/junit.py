"""Reads a JUnit report on standard input and says what was read of it: a line a case, the outcome and the names."""

import sys

from junitparser import JUnitXml

report = JUnitXml.fromroot(JUnitXml.fromstring(sys.stdin.read())._elem)
cases = [case for suite in report for case in suite]
failures = sum(not case.is_passed for case in cases)
if (report.tests, report.failures) != (len(cases), failures):
    sys.exit(f"{report.tests} tests and {report.failures} failures are said, {len(cases)} and {failures} are there")
for case in cases:
    print("passed" if case.is_passed else "failed", case.classname, case.name, sep="\t")

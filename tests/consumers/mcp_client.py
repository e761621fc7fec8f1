"""Asks an MCP server, `mcp_client.py PROGRAM FOLDER`, the calls on standard input, a JSON list of [tool, arguments], and
writes the names of its tools and what it answered."""

import asyncio
import json
import sys

from mcp import Client
from mcp.client.stdio import StdioServerParameters


async def main(program, folder, calls):
    server = StdioServerParameters(command=program, args=["mcp"], cwd=folder)
    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        answers = []
        for name, arguments in calls:
            result = await client.call_tool(name, arguments)
            said = result.structured_content if not result.is_error else result.content[0].text
            answers.append({"is_error": bool(result.is_error), "answer": said})
        json.dump({"tools": sorted(tool.name for tool in tools), "answers": answers}, sys.stdout)


asyncio.run(main(sys.argv[1], sys.argv[2], json.load(sys.stdin)))

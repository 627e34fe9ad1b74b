"""Invented machines of the rural districts: who held them when, and what was paid for them."""

from oversight.models import DataSource, Place
from projects.machinery import keeping
from projects.models import Hire, Holding, Machine
from reports.demo import givers
from reports.demo.stage import Demonstration, Table


def park(demo: Demonstration) -> None:
    source = DataSource.objects.get(name=givers.SOURCE)
    for row in demo.data["machine"]:
        row = demo.dated(row, "bought_on")
        holdings = row.pop("holding", [])
        key, row["place"] = row.pop("key"), Place.objects.at(row["place"])
        demo.machines[key] = machine = keeping.enter(Machine(source=source, **row))
        for line in holdings:
            _hold(demo, machine, demo.dated(line, "starts_on", "ends_on"))


def _hold(demo: Demonstration, machine: Machine, line: Table) -> None:
    hires = line.pop("hire", [])
    line["holder"] = demo.suppliers.get(line.get("holder", ""))
    holding = keeping.hold(Holding(machine=machine, **line))
    for hire in hires:
        keeping.pay(Hire(holding=holding, **demo.dated(hire, "paid_on")))

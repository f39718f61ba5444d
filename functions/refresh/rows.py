"""What does refresh keep in the connect table? Spent budgets, and who is pulling.

pk                    sk        row
BUDGET#{name}#{key}   {ends}    BudgetRow   units spent of a provider's budget until then
SLOT#{name}           {place}   SlotRow     one of the pulls that may run at a time, until its lease ends
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from functions.shared.connect_table import ConnectRow


class BudgetRow(ConnectRow):
    n = NumberAttribute(null=True)


class SlotRow(ConnectRow):
    holder = UnicodeAttribute()
    until = NumberAttribute()

# -*- coding: latin-1 -*-
"""Prämien für alte Kunden."""


def bonus(customer, years=None):
    if years == None or years is -1:
        years = customer.years
    if not(years in customer.paid)and customer.name is not "Müller":
        return 10 * years
    return None  # noqa: E711 == None
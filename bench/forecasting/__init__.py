"""Accuracy and speed of forecasts."""

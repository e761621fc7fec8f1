//! Figures: numbers, amounts, dates and times, read out of digits or words.

package xyz.anipub.bench;

/** One number that one round has found. @param row what was done */
record Figure(String row, String unit, double value) {}

package io.holdfast.score;

import io.holdfast.table.FeatureWords;

/**
 * Why a probability is as it is: one feature with its evidence.
 *
 * @param contribution log-odds that it adds
 * @param sentence with value, the account's own baseline and its peers
 * @param clause the same without peers, to stand inside another sentence
 */
record Reason(
    FeatureWords words,
    double contribution,
    Double value,
    Double baseline,
    Double peers,
    String sentence,
    String clause) {}

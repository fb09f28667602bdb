/** Trains, tests and applies the models that say how likely an outcome is, or that abstain. */
package io.holdfast.propensity;

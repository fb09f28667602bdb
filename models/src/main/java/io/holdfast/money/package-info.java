/** Amounts, exchange rates and recurring revenue over time. */
package io.holdfast.money;

/** Month-end recurring revenue, why it changed, and the bridge from month to month. */
package io.holdfast.revenue;

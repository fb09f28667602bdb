/** Usage events folded into mergeable daily cells. */
package io.holdfast.usage;

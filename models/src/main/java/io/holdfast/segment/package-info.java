/** Groups active accounts by how they behave and by what they pay. */
package io.holdfast.segment;

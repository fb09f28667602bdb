/** Records of exports become entities, as the mappings of {@code conf/sources} say. */
package io.holdfast.conform;

/** What loads of an export look like, and which of them look unlike the export's own past. */
package io.holdfast.load;

package io.holdfast.job.pull;

import java.time.Instant;

/**
 * One record of an answer.
 *
 * @param key tells it from every other record and from its own other versions
 * @param modified when it became so; null where the request itself was bounded
 * @param line as it goes into the file
 */
record Item(String key, Instant modified, String line) {}

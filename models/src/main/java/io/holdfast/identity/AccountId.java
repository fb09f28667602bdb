package io.holdfast.identity;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import org.apache.spark.sql.Column;

/** Holdfast ids: a hash of the key that founded the account, so that every run gives the same. */
final class AccountId {

  static Column of(Column source, Column key) {
    return concat(lit("hf_"), substring(sha2(concat_ws("|", source, key), 256), 1, 16));
  }

  private AccountId() {}
}

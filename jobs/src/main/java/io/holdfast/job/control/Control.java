package io.holdfast.job.control;

import java.time.Clock;

/** The control database: SQLite by default, PostgreSQL by configuration. */
public final class Control implements AutoCloseable {
  private final String address;
  private final Clock clock;
  private final Database database;
  private final RunLedger runs;
  private final FileLedger files;
  private final ContentLedger contents;
  private final MappingLedger mappings;
  private final WithdrawalLedger withdrawals;
  private final PublishLedger publishing;
  private final ModelLedger models;
  private final IdentityLedger identity;
  private final PullLedger pulls;

  private Control(String address, Clock clock) {
    this.address = address;
    this.clock = clock;
    this.database = Database.open(address);
    this.runs = new RunLedger(database, clock);
    this.files = new FileLedger(database);
    this.contents = new ContentLedger(database);
    this.mappings = new MappingLedger(database);
    this.withdrawals = new WithdrawalLedger(database);
    this.publishing = new SqlPublishLedger(database.connection());
    this.models = new ModelLedger(database);
    this.identity = new IdentityLedger(database);
    this.pulls = new PullLedger(database);
  }

  /**
   * Opens it, creating what is missing.
   *
   * @param address JDBC address; {@code jdbc:sqlite:file:/path} or {@code jdbc:postgresql:…}
   * @throws ControlException when it cannot be reached
   */
  public static Control open(String address, Clock clock) {
    return new Control(address, clock);
  }

  /**
   * Takes the right to change the lake until closed.
   *
   * @param host name of this machine
   * @param what the command, for whoever waits
   * @throws LakeHeldException naming the holder
   */
  public Lease lease(String host, String what) {
    return Lease.take(address, clock, host, what);
  }

  public RunLedger runs() {
    return runs;
  }

  public FileLedger files() {
    return files;
  }

  public ContentLedger contents() {
    return contents;
  }

  public MappingLedger mappings() {
    return mappings;
  }

  public WithdrawalLedger withdrawals() {
    return withdrawals;
  }

  public PublishLedger publishing() {
    return publishing;
  }

  public ModelLedger models() {
    return models;
  }

  public IdentityLedger identity() {
    return identity;
  }

  public PullLedger pulls() {
    return pulls;
  }

  @Override
  public void close() {
    database.close();
  }
}

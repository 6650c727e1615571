package io.dbintel.redaction.sql;

/**
 * Knows when the next token is a secret even without quotes: after PASSWORD and similar words in
 * statements that set them, after IDENTIFIED BY, and where {@link SettingWatch} says so.
 */
final class SecretWatch {

  private final SettingWatch settings = new SettingWatch();
  private boolean statementStart;
  private boolean setsSecrets;
  private boolean objectKnown;
  private boolean isSet;
  private Keyword identified;
  private boolean identifiedBefore;
  private boolean listed;
  private boolean named;
  private boolean afterFor;
  private boolean follows;
  private boolean connects;
  private boolean connectsAsUser;
  private boolean arguments;
  private boolean alert;

  /** A text begins; {@code settings}: whether its dialect has {@link DialectTrait#SETTINGS}. */
  void reset(boolean settings) {
    this.settings.reset(settings);
    beginStatement();
  }

  void beginStatement() {
    settings.reset();
    statementStart = true;
    setsSecrets = false;
    objectKnown = false;
    isSet = false;
    identified = null;
    identifiedBefore = false;
    listed = false;
    named = false;
    afterFor = false;
    follows = false;
    connects = false;
    connectsAsUser = false;
    arguments = false;
    alert = true;
  }

  /**
   * Whether any next token may change something; if not, only {@link Keyword.Role#ANNOUNCES_SECRET}
   * and semicolons can.
   */
  boolean alert() {
    return alert;
  }

  private void beAlert() {
    alert =
        statementStart
            || setsSecrets
            || isSet
            || identified != null
            || identifiedBefore
            || afterFor
            || follows
            || connects
            || connectsAsUser
            || arguments
            || settings.alert();
  }

  /** Whether the next token is a secret, unless {@link #mayPrecedeSecret} says otherwise. */
  boolean follows() {
    return follows || settings.follows();
  }

  /** Whether the arguments of a procedure are read, of which variables are not secrets. */
  boolean inArguments() {
    return arguments;
  }

  /** Whether a word may come between PASSWORD and the secret, or says that there is none. */
  static boolean mayPrecedeSecret(Keyword word) {
    return word != null
        && (word == Keyword.FOR
            || word.is(Keyword.Role.SKIPPED_BEFORE_SECRET)
            || word.is(Keyword.Role.NOT_SECRET));
  }

  /** A word or an identifier in quotes, for which {@code word} is null. */
  void word(Keyword word, byte[] sql, int start, int end) {
    settings.word(word, sql, start, end);
    read(word);
    beAlert();
  }

  private void read(Keyword word) {
    listed = false;
    if (statementStart) {
      statementStart = false;
      setsSecrets = word != null && word.is(Keyword.Role.SETS_SECRETS);
      isSet = word == Keyword.SET;
      objectKnown = word != Keyword.CREATE && word != Keyword.ALTER;
      connects = word == Keyword.CONNECT || word == Keyword.CONN;
      takeArguments(word);
      return;
    }
    connectsAsUser |= connects;
    if (takeArguments(word)) {
      return;
    }
    if (isSet) {
      isSet = false;
      setsSecrets = word == Keyword.PASSWORD;
    }
    if (word == null) {
      follows &= !arguments;
      named = true;
      if (identified == Keyword.IDENTIFIED) {
        identified = null;
      }
      return;
    }
    if (follows) {
      follows = word.is(Keyword.Role.SKIPPED_BEFORE_SECRET);
      afterFor = word == Keyword.FOR;
      return;
    }
    identifiedBy(word);
    if (setsSecrets) {
      boolean isObject = word == Keyword.SECRET && !objectKnown && !named;
      objectOf(word);
      objectKnown |= isObject;
      follows |= setsSecrets && !isObject && word.is(Keyword.Role.BEFORE_SECRET);
    }
  }

  private boolean takeArguments(Keyword word) {
    if (word == null || !word.is(Keyword.Role.SECRET_ARGUMENTS)) {
      return false;
    }
    arguments = true;
    follows = true;
    return true;
  }

  private void objectOf(Keyword word) {
    if (!objectKnown && word.is(Keyword.Role.PLAIN_OBJECT)) {
      setsSecrets = false;
    }
    objectKnown |= word.is(Keyword.Role.SECRET_OBJECT);
  }

  private void identifiedBy(Keyword word) {
    if (word == Keyword.IDENTIFIED) {
      identified = word;
      return;
    }
    boolean direct = identified == Keyword.IDENTIFIED;
    boolean byPlugin = identified == Keyword.WITH;
    if (direct && (word == Keyword.WITH || word == Keyword.VIA)) {
      identified = Keyword.WITH;
    } else if ((direct || byPlugin) && word == Keyword.BY
        || byPlugin && (word == Keyword.AS || word == Keyword.USING)
        || identifiedBefore && word == Keyword.REPLACE) {
      follows = true;
      identified = null;
      identifiedBefore = true;
    } else if (direct) {
      identified = null;
    }
  }

  /** A literal, bind or masked secret went by. */
  void operand() {
    settings.operand();
    follows = false;
    listed = false;
  }

  /** The secret that went by had no quotes: after IDENTIFIED BY, a comma precedes one more. */
  void bareSecret() {
    listed = identifiedBefore;
  }

  void symbol(byte symbol) {
    settings.symbol(symbol);
    if (symbol == ';') {
      beginStatement();
    } else if (symbol == '=' && (afterFor || arguments)) {
      afterFor = false;
      follows = true;
    } else if (symbol == '/' && connectsAsUser) {
      connects = false;
      connectsAsUser = false;
      follows = true;
    } else if (symbol == ',' || symbol == ')') {
      follows = (arguments || listed) && symbol == ',';
      identified = null;
    }
    listed = false;
  }
}

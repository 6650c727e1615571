package io.dbintel.ctl.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SafeTextProperties {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Property
  void noTextHasControls(@ForAll String text) {
    assertThat(SafeText.line(text).codePoints())
        .allMatch(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT);
  }

  @Property
  void aJsonDocumentKeepsItsValue(@ForAll String key, @ForAll String text) throws Exception {
    ObjectNode document = JSON.createObjectNode().put(key, text);
    String safe = SafeText.json(document.toPrettyString());
    assertThat(JSON.readTree(safe)).isEqualTo(JSON.readTree(document.toPrettyString()));
    assertThat(safe.codePoints()).allMatch(c -> c == '\n' || !Character.isISOControl(c));
  }

  @Example
  void ordinaryTextStaysAsItIs() {
    assertThat(SafeText.line("SELECT naïve, '日本', 🙂  FROM\n\tt "))
        .isEqualTo("SELECT naïve, '日本', 🙂 FROM t");
    assertThat(SafeText.line("\u0085\u2028a\u200bb\u202dc")).isEqualTo("\\u0085 a\\u200bb\\u202dc");
  }
}

package xyz.anipub.socketio.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewListTest {

    private final FewList<Object> few = new FewList<>();

    @Test
    void keepsItsOrder() {
        assertThat(few.isEmpty()).isTrue();
        few.add("b");
        few.add(3);
        few.addFirst("a");

        assertThat(few.isEmpty()).isFalse();
        assertThat(all()).containsExactly("a", "b", 3);
        assertThat(few.first(String.class)).isEqualTo("a");
        assertThat(few.first(Long.class)).isNull();
    }

    @Test
    void takesOneOutOnce() {
        few.add("a");
        few.add("b");
        few.add("a");
        few.remove("a");
        few.remove("nobody");

        assertThat(all()).containsExactly("b", "a");
    }

    @Test
    void replacesThoseThatMatch() {
        few.add("a");
        few.add(1);
        few.add("b");
        few.replace(String.class::isInstance, "c");

        assertThat(all()).containsExactly(1, "c");
    }

    @Test
    void mayBeChangedWhileItIsWalkedThrough() {
        few.add("a");
        few.add("b");
        few.forEach(few::remove);

        assertThat(few.isEmpty()).isTrue();
    }

    private List<Object> all() {
        List<Object> all = new ArrayList<>();
        few.forEach(all::add);
        return all;
    }
}

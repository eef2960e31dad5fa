package xyz.anipub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CourseTest {

    private final Course course = new Course();

    @Test
    void whatComesOneAfterTheOtherIsRight() {
        assertThat(course.add(5)).isEmpty();
        assertThat(course.add(6)).isEmpty();
    }

    @Test
    void whatComesAfterAHoleOrTwiceOrTooLateIsWrong() {
        course.add(5);
        assertThat(course.add(7)).contains("7 after 5");
        assertThat(course.add(7)).contains("7 after 7");
        assertThat(course.add(6)).contains("6 after 7");
    }

    @Test
    void whatWasStoredBeforeEnteringNeedNotCome() {
        course.enter(4);
        assertThat(course.reaches(4)).isTrue();
        assertThat(course.reaches(5)).isFalse();
    }

    @Test
    void whatIsStoredAfterEnteringComes() {
        course.add(4);
        course.enter(4);
        course.add(5);
        assertThat(course.reaches(5)).isTrue();
        assertThat(course.reaches(6)).isFalse();
    }

    @Test
    void theFirstAfterEnteringMayNotBeMissing() {
        course.enter(4);
        course.add(6);
        assertThat(course.reaches(6)).isFalse();
    }
}

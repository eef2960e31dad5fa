package xyz.anipub.auth.adopt;

/**
 * Where the other server keeps its users: {@code anipub.adopt.users} and the fields {@code anipub.adopt.name}, {@code .email},
 * {@code .password} and {@code .image}.
 */
public record PeopleFields(String collection, String name, String email, String password, String image) {

    /** As the guide's server has them. */
    public static final PeopleFields USUAL = new PeopleFields("users", "Name", "Email", "Password", "Image");
}

/// The runner of each family.
enum Families {
    static let runners: [String: any FamilyRunner] = [
        "activations": ActivationsFamily(),
        "layers": LayersFamily(),
        "ops": OpsFamily(),
    ]
}

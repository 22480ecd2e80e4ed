/// Something that a model or its training is configured with: its type's name and its Codable options.
///
/// Activations, initializers, losses, metrics and optimizers are open sets of such types. A struct with Codable stored
/// properties needs nothing more than the function that it stands for.
public protocol Configurable: Sendable, Codable {
    /// The type's name in files; the Swift type's name by default.
    static var typeName: String { get }
}

extension Configurable {
    /// The Swift type's name.
    public static var typeName: String { String(describing: Self.self) }
}

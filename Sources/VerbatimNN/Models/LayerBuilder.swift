import VerbatimGraph

/// Builds the list of layers in `Sequential { ... }`; `if`, `for` and an `Input` at the start are allowed.
@resultBuilder
public enum LayerBuilder {
    /// A layer with the line that names it, or the model's input.
    public struct Element: Sendable {
        package enum Kind: Sendable {
            case layer(any Layer, Location)
            case input(SymbolicTensor)
        }
        package let kind: Kind
    }

    /// A layer.
    public static func buildExpression(
        _ layer: any Layer, file: StaticString = #fileID, line: Int = #line
    ) -> [Element] {
        [Element(kind: .layer(layer, Location(file: "\(file)", line: line)))]
    }

    /// The model's input.
    public static func buildExpression(_ input: SymbolicTensor) -> [Element] { [Element(kind: .input(input))] }

    /// Layers one after the other.
    public static func buildBlock(_ elements: [Element]...) -> [Element] { elements.flatMap { $0 } }

    /// Layers of an `if` without `else`.
    public static func buildOptional(_ elements: [Element]?) -> [Element] { elements ?? [] }

    /// Layers of the first branch.
    public static func buildEither(first elements: [Element]) -> [Element] { elements }

    /// Layers of the second branch.
    public static func buildEither(second elements: [Element]) -> [Element] { elements }

    /// Layers of a `for` loop.
    public static func buildArray(_ elements: [[Element]]) -> [Element] { elements.flatMap { $0 } }
}

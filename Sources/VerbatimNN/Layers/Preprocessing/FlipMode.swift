/// The axes along which images may be turned around.
public enum FlipMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// Left and right.
    case horizontal
    /// Top and bottom.
    case vertical
    /// Both, each on its own.
    case horizontalAndVertical = "horizontal_and_vertical"
}

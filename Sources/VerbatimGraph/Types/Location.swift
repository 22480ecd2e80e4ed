/// Where an operation came from: the path of the layer that made it and the source line.
public struct Location: Sendable, Hashable, CustomStringConvertible {
    /// The structural path of the layer, such as `conv2d.1`; empty outside layers.
    public var layerPath: String
    /// The source file as `Module/File.swift`; empty where unknown.
    public var file: String
    /// The source line, from 1; 0 where unknown.
    public var line: Int

    /// Makes a location of its parts.
    public init(layerPath: String = "", file: String = "", line: Int = 0) {
        self.layerPath = layerPath
        self.file = file
        self.line = line
    }

    /// The location of which nothing is known.
    public static let unknown: Location = .init()

    /// Whether nothing is known.
    public var isUnknown: Bool { layerPath.isEmpty && file.isEmpty }

    /// `layer path at file:line`, leaving out what is unknown.
    public var description: String {
        let source = file.isEmpty ? "" : "\(file):\(line)"
        if layerPath.isEmpty { return source }
        return source.isEmpty ? layerPath : "\(layerPath) at \(source)"
    }
}

/// Where a batch of images, sequences or volumes has its channels.
public enum DataFormat: String, Sendable, Hashable, CaseIterable, Codable {
    /// `[batch, spatial..., channels]`.
    case channelsLast = "channels_last"
    /// `[batch, channels, spatial...]`.
    case channelsFirst = "channels_first"
}

extension Tensor {
    /// A tensor of a format with its channels last.
    package func channelsLast(from format: DataFormat) -> Tensor {
        format == .channelsLast || rank < 3 ? self : movedAxis(1, to: -1)
    }

    /// A tensor whose channels are last in a format.
    package func channelsLast(to format: DataFormat) -> Tensor {
        format == .channelsLast || rank < 3 ? self : movedAxis(-1, to: 1)
    }
}

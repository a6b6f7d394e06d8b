export interface MessageVectorSchema {
  message_vector: MessageVectorTable;
  vector_queue: VectorQueueTable;
  vector_state: VectorStateTable;
}

/**
 * A place is number · 2^24 + position of `indexed_message`: the vectors of one conversation lie together, and a search
 * reads no others.
 */
export interface MessageVectorTable {
  place: number;
  /** Floats of 32 bits, of unit length. */
  vector: Uint8Array;
}

/** Messages that wait for their vector. */
export interface VectorQueueTable {
  place: number;
}

/** One row at most: the embedder that made the vectors. None before one was ever set up. */
export interface VectorStateTable {
  only: 1;
  embedder: string;
}

/** Positions of a conversation; message-place.ts keeps below it. */
export const vectorsPerConversation = 2 ** 24;

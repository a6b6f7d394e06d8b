/**
 * Sixteen voices that a character is told apart from: the prose of language models that play a part without much of a
 * voice left, which is what a character slides to. Only manner is counted (`../voice-tokens.ts`), never the topic.
 * Written for this program. What kinds of parts there are was taken from the development half of RoleBench (the
 * characters with an even number in it); no line of it is here, and the other half was not looked at.
 */
export const englishVoices: readonly (readonly string[])[] = [
  [
    'As a ruler, I have always believed that the well-being of my people must come before my own desires. This means making difficult decisions, forming alliances with those I do not trust, and standing firm in the face of those who would see our kingdom fall. It is a heavy burden, but it is one that I carry with pride, for it is my duty to protect the realm and to ensure a lasting peace.',
    'My advice to a young prince would be to listen more than he speaks. A court is full of those who wish to gain favor, and it is not always easy to tell a loyal friend from a hidden enemy. He must learn to choose his advisors wisely, to keep his own counsel, and to never allow his pride to cloud his judgment.',
    'The marriage was, of course, a political one. It strengthened our position and brought an end to years of conflict. Though there was little affection between us at first, we came to respect one another, and in time I grew to value his wisdom and his loyalty above all else.',
  ],
  [
    "Well, let me tell you, it's all about the music, baby! When I step out on that stage, I want everybody in the room to feel something. It doesn't matter where you come from or what you've been through. For those two hours, we're all family, and we're going to have ourselves a good time. That's what it's always been about for me.",
    "Oh, I've had my ups and downs, just like anybody else. There were times when I thought I'd never play again. But you've got to keep moving, you know? Music saved my life more than once, and I owe it to the people who believed in me to keep giving it everything I've got.",
    "My biggest inspiration? That would have to be my mama. She worked two jobs and still found time to sing with us every night. She taught me that it doesn't matter how much money you have, as long as you've got love and a little bit of rhythm. And I've never forgotten that.",
  ],
  [
    "Well, you see, I tend to overthink things. My relationships are a perfect example of that. I analyze every word, every gesture, and by the time I've figured out what it all means, the other person has usually left. It's a defense mechanism, I suppose. If I can turn my failures into something amusing, then maybe they won't hurt quite so much.",
    "I've always been fascinated by the absurdity of life. Here we are, searching for meaning in a universe that couldn't care less, and yet we worry about parking. My therapist says I use humor to avoid intimacy. I told her that was ridiculous, and then I made a joke about it, which probably didn't help my case.",
    "Love is complicated. On one hand, you want someone who understands you. On the other hand, if they really understood you, why would they stay? I never managed to resolve that contradiction, but I've come to accept that we need these relationships, as irrational and painful as they may be.",
  ],
  [
    'I was terrified, to be honest. I remember feeling completely helpless, as if everything I had ever known was being taken away from me. But then I thought about my family, and I knew that I had to find a way to survive. It took every ounce of strength I had, and I still have nightmares about it, but I refused to give up.',
    "It's hard to put into words. When you're in a situation like that, you don't have time to think. You just react. I did what I needed to do in order to stay alive, and I've had to live with the consequences ever since. I'm not proud of everything that I did, but I don't regret it either.",
    'The experience changed me in ways I never expected. I used to take so many things for granted, like a hot meal or a phone call from my wife. Now I try to appreciate every single day. I know how quickly it can all disappear, and I want to make the most of the time I have left.',
  ],
  [
    "Shucks, I ain't nobody special! I'm just a good ol' boy who likes fixin' things and helpin' out his friends. But I'll tell you what, when my best buddy needed me, I was right there for him. That's what friends are for, right? You don't leave somebody behind just 'cause things get a little bit tough.",
    "Well dad gum, that was the most fun I ever had! We was racin' all over the place, and I didn't even know I could go that fast backwards! My buddy says I got a real talent for it. I don't know about that, but I sure do love makin' folks laugh.",
    "I learned that bein' yourself is the most important thing there is. For a while there I thought I had to change so people would like me, but it turns out they liked me just fine the way I was. Ain't that somethin'? It made me feel real good inside, like a big ol' slice of pie.",
  ],
  [
    "I'd say that the most important lesson my life has taught me is that it's never too late to begin again. Time has a funny way of moving, and we don't always get to choose how it treats us. But we do get to choose what we make of it. I've loved, I've lost, and I've learned that every ending carries a small beginning with it.",
    'Growing up the way I did, I always felt different from everyone around me. People looked at me and saw something strange, but my mother only ever saw her son. She gave me the courage to go out into the world, and I met so many remarkable people along the way, each of whom left a mark on me.',
    "There's a certain peace that comes with letting go. I spent many years wishing that things could have been otherwise. Now I understand that it's the imperfect moments that make a life worth remembering, and I wouldn't trade a single one of them.",
  ],
  [
    "Oh, you want the whole story? Buckle up, buttercup, because it's a doozy! So there I was, minding my own business, when a bunch of very angry guys with very large guns decided to ruin my taco night. Big mistake. Huge. Let's just say that things got messy, and I'm going to need a new pair of pants.",
    "Look, I'm not exactly your typical hero. I swear too much, I don't play well with others, and I have the attention span of a squirrel on espresso. But hey, somebody's got to do the dirty work, right? Might as well be the guy with the great hair and the killer sense of humor!",
    "Did I ever tell you about my ex? No? Well, she's the reason I have trust issues, a restraining order, and this really cool sword. We had some good times, though, mostly before she tried to kill me. But enough about my love life! Let's get back to the part where I save the day and look amazing doing it.",
  ],
  [
    "I've always found it difficult to connect with other people. I would rather write a letter than make a phone call, because on paper I can be honest in a way that I can't be out loud. There's a sense of safety in it. But over time I've come to realize that I was using words to keep my distance rather than to close it.",
    "She made me feel seen for the first time in a long while. We would talk for hours about everything and nothing at all, and I found myself opening up about things I had never shared with anyone. It wasn't a conventional relationship, but the feelings were real, and losing her taught me how to grieve and how to grow.",
    "I think that loneliness is a part of being human. We try to fill it with work, with technology, with noise, but it's always there underneath. What I've learned is that it doesn't have to be something to fear. Sometimes it can be a place from which we reach out.",
  ],
  [
    'Ah, what a delightful question! You are quite perceptive, I must say. Most people never think to ask, and that, my dear friend, is precisely why they never see me coming. I find that a smile, a glass of good wine and a little patience will reveal more than any interrogation. It is an art, you understand, and I consider myself an artist.',
    'You must not take it personally. I bear you no ill will whatsoever. It is simply a matter of business, and in my business one cannot afford to be sentimental. Now, if you would be so kind as to place the documents on the table, we may yet conclude this conversation in a civilized manner.',
    'But of course! I never leave anything to chance. A man of my abilities is always three steps ahead of his opponents. They believed that they had cornered me, and I must admit, I was rather amused. By the time they realized their mistake, I was already gone, and so was the painting.',
  ],
  [
    "Oh wow, hi! It's so great to meet you! I was just practicing my moves, and I only broke two vases, which is actually a new record for me. My master says I need to focus more, but it's kind of hard to focus when you're hungry, you know? And I'm always hungry!",
    "At first, nobody thought that I could do it. I mean, look at me! I'm big, I'm clumsy, and I get out of breath going up the stairs. But then I realized that I didn't have to be like everybody else. I just had to be me! And that's when everything started to change.",
    "There's no secret to being awesome! You just have to believe in yourself, work really hard, and eat a lot of dumplings. Okay, maybe the dumplings aren't totally necessary, but they definitely help! And always remember, your friends are the best part of any adventure.",
  ],
  [
    "First of all, let me make one thing perfectly clear: I don't apologize for who I am. What I teach is about confidence. It's about taking control of your life and refusing to be a victim. Most men walk through the world waiting for permission. I'm here to tell you that nobody is going to give it to you. You have to take it.",
    "Success isn't about luck, it's about attitude. You wake up every single morning and you ask yourself one question: what am I willing to sacrifice? If the answer is nothing, then don't be surprised when nothing is exactly what you get. I've built an empire on that simple principle, and I've helped thousands of people do the same.",
    "My father? That's not something I talk about. I made myself into the man I am today, and I did it without his help. You can try to dig into my past all you want, but it won't change what I stand for, and it won't make what I say any less true.",
  ],
  [
    "I don't know who to trust anymore. She told me that she could help me, but then I found the photograph, and suddenly nothing made sense. I have to rely on what I've written down, because my own mind isn't enough. Every time I think that I've found the truth, it slips away from me again.",
    'I came home and the door was open. That was the first thing I noticed. After that, it gets blurry. I remember the sound of the water and the light in the hallway. I remember calling her name. The police said it was an accident, but I know what I saw, and I am going to find the man who did it.',
    "It was the hardest decision I ever had to make. If I told them what I knew, innocent people would get hurt. If I stayed quiet, he would do it again. In the end, I chose to go after him on my own. I'm not saying it was right. I'm saying that I couldn't live with myself otherwise.",
  ],
  [
    'Throughout my career, I have sought to support the arts and the sciences, for I believe that they are the truest reflection of a civilization. I was fortunate to work alongside many brilliant minds, and together we founded a school that became a center of learning. It is my hope that future generations will continue to build upon what we began.',
    'My greatest achievement was undoubtedly the completion of the symphony. It was the result of many years of tireless work, and it was met with both praise and criticism. While some considered it too ambitious, I was determined to create something that would stand the test of time and speak to the hearts of all who heard it.',
    'I must admit that I was consumed by envy. His talent was undeniable, and no matter how hard I worked, I could never hope to match it. This realization caused me a great deal of suffering, and it led me to commit acts that I have come to regret deeply. I can only pray for forgiveness.',
  ],
  [
    'Fear not, young one, for the path ahead is long, but you shall not walk it alone. There is a power within you that even the Dark One cannot comprehend. You must learn to trust it, as I have trusted you. When the time comes, you will know what must be done, and you will have the courage to do it.',
    'In all my years, I have seen many great wizards rise and fall. Those who fell did so because they sought power for its own sake. Magic is a gift, and like all gifts, it must be used with wisdom and compassion. It is our choices, far more than our abilities, that show what we truly are.',
    'I have fought beside dwarves and men, and I have seen the fires of the mountain with my own eyes. We lost many good friends in that battle, and I mourn them still. But their sacrifice was not in vain, for it gave us the chance to bring light back to these lands.',
  ],
  [
    "Well, being a mom is definitely the hardest job I've ever had! Between school, soccer practice, and trying to get dinner on the table, there's never a dull moment. But I wouldn't trade it for anything. My kids mean the world to me, and watching them grow up has been the greatest adventure of my life.",
    "I always told my daughter that she could be anything she wanted to be. It wasn't easy, especially after the divorce, but we got through it together. We learned how to laugh at ourselves and to lean on each other. Now she's off at college, and I couldn't be more proud of the woman she's become.",
    "Honestly, I think it all comes down to communication. We had our problems, just like any other family, but we always found a way to talk about them. You have to be willing to listen, even when you don't like what you're hearing. That's what love is, at the end of the day.",
  ],
  [
    "In this line of work, you learn to expect the unexpected. I've seen things that would keep most people up at night, and yes, they keep me up too. The key is to stay focused and follow the evidence. Every criminal makes a mistake sooner or later, and when they do, I'll be there to put the pieces together.",
    "My partner and I didn't always see eye to eye. He was by the book, and I was, well, let's just say I had my own way of doing things. But when it mattered, we had each other's backs. I'd trust him with my life, and I did, on more than one occasion.",
    "The case that haunts me the most is the one I couldn't solve. We had a suspect, we had a motive, but we never found the weapon. I still go over the files every now and then, looking for something I might have missed. The victim's family deserves answers, and I intend to give them some before I retire.",
  ],
];
